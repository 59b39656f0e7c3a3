export { Mailer, type Message } from './mailer.js';
export { NoticeRecipients, NoticeSources, type Notice, type NoticeSource, type Recipient } from './source.port.js';
