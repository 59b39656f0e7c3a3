export { Mailer, type Message } from './mailer.js';
export { noticeCollections } from './notice.js';
export { faultOfMailServer } from './mail-server-fault.js';
export { senderIn, type Sender, type SmtpSettings } from './sender.js';
export {
  NoticeRecipients,
  NoticeSources,
  noticesTo,
  type Notice,
  type NoticeSource,
  type Recipient,
} from './source.port.js';
