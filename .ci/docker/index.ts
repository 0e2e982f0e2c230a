export { ensurePackage, hasProgram } from './engine/install.ts';
export { ensureImage } from './images/build-image.ts';
export { chooseImages } from './images/choose-images.ts';
export { type DockerOptions, docker } from './images/docker.ts';
