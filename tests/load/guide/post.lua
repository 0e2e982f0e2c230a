wrk.method = "POST"
wrk.body = '{"content": "Test input", "metadata": {"test": true}}'
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer YOUR_JWT_TOKEN"
