/** The health check of the services' images: exits with 0 if the service in this container is ready. */
const { get } = require('node:http');

const request = get(`http://127.0.0.1:${process.env.PORT}/health/ready`, { timeout: 3000 }, (response) => {
  process.exit(response.statusCode === 200 ? 0 : 1);
});
request.on('timeout', () => process.exit(1));
request.on('error', () => process.exit(1));
