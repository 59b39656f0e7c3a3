export { NoticesModule } from './notices.module.js';
export { NoticeStandings } from './notice-standings.js';
