import json
import time
from locust import HttpUser, task, between

class CoreApiUser(HttpUser):
    wait_time = between(1, 3)

    def on_start(self):
        # Get JWT token
        response = self.client.post("/auth/login", {
            "username": "user@example.com",
            "password": "password123"
        })
        result = response.json()
        self.token = result["access_token"]
        self.headers = {"Authorization": f"Bearer {self.token}"}

    @task(10)
    def submit_input(self):
        self.client.post(
            "/input",
            json={
                "content": f"Test input {time.time()}",
                "metadata": {"test": True}
            },
            headers=self.headers
        )

    @task(1)
    def verify_token(self):
        self.client.get("/auth/verify", headers=self.headers)
