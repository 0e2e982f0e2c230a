export { BackendError } from './backend-error.ts';
export { type Backends, type BackendUrls, backendsAt } from './backends.ts';
export {
  type MergedProfile,
  type ProfileQuestion,
  ProfileStoreClient,
  type Range,
  type TypeName,
} from './profile-store.ts';
