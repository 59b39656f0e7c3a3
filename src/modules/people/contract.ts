export { sessionView } from './session.view.js';
export { userView } from './user.view.js';
