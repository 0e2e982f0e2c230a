export { freePorts } from '../../deploy/local/src/testing/free-ports.ts';
