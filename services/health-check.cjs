/** The health check of a service's image: whether the service in this container says that it is ready. */
const { get } = require('node:http');

const request = get(`http://127.0.0.1:${process.env.PORT}/health/ready`, { timeout: 3000 }, (response) => {
  process.exit(response.statusCode === 200 ? 0 : 1);
});
request.on('timeout', () => process.exit(1));
request.on('error', () => process.exit(1));
