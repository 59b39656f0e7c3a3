import { text, type Say, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import type { Story } from '../audit/contract.js';
import { spaced } from './list-parts.page.js';

type Words = Text<[], string>;

/**
 * What each event of the log is called on a page. In English it is the event's own name in words, so that a reader finds it in the documentation.
 * An event of a story that is missing here does not compile; `test/pages/money-words.spec.ts` holds the others.
 */
export const eventWords = {
  PaymentCreated: text({ en: 'Payment Created', rw: 'Ubwishyu bwasabwe', fr: 'Paiement créé' }),
  PaymentRouted: text({
    en: 'Payment Routed',
    rw: 'Ikigo cy’itumanaho cy’ubwishyu cyahiswemo',
    fr: 'Opérateur du paiement choisi',
  }),
  PaymentSubmitted: text({ en: 'Payment Submitted', rw: 'Ubwishyu bwoherejwe', fr: 'Paiement transmis' }),
  PaymentPending: text({ en: 'Payment Pending', rw: 'Ubwishyu burategerejwe', fr: 'Paiement en attente' }),
  PaymentSucceeded: text({ en: 'Payment Succeeded', rw: 'Ubwishyu bwakunze', fr: 'Paiement réussi' }),
  PaymentFailed: text({ en: 'Payment Failed', rw: 'Ubwishyu ntibwakunze', fr: 'Paiement échoué' }),
  PaymentExpired: text({ en: 'Payment Expired', rw: 'Igihe cy’ubwishyu cyarangiye', fr: 'Paiement expiré' }),
  PaymentBecameUncertain: text({
    en: 'Payment Became Uncertain',
    rw: 'Ubwishyu bwatangiye gushidikanywaho',
    fr: 'Paiement devenu incertain',
  }),
  PaymentReattempted: text({
    en: 'Payment Reattempted',
    rw: 'Ubwishyu bwongeye kugeragezwa',
    fr: 'Paiement tenté de nouveau',
  }),
  PaymentRerouted: text({
    en: 'Payment Rerouted',
    rw: 'Ubwishyu bwahawe ikindi kigo cy’itumanaho',
    fr: 'Paiement confié à un autre opérateur',
  }),
  StatusChecked: text({
    en: 'Status Checked',
    rw: 'Ikigo cy’itumanaho cyabajijwe uko bimeze',
    fr: 'Opérateur interrogé',
  }),
  InconclusiveAnswerReceived: text({
    en: 'Inconclusive Answer Received',
    rw: 'Haje igisubizo kidatanga umusozo',
    fr: 'Réponse non concluante reçue',
  }),
  SubmissionRepeated: text({
    en: 'Submission Repeated',
    rw: 'Ubwishyu bwongeye koherezwa',
    fr: 'Transmission répétée',
  }),
  SubmissionNotSent: text({
    en: 'Submission Not Sent',
    rw: 'Ubwishyu ntibwashoboye koherezwa',
    fr: 'Transmission non partie',
  }),
  SubmissionStopped: text({
    en: 'Submission Stopped',
    rw: 'Kohereza ubwishyu byahagaritswe',
    fr: 'Transmission arrêtée',
  }),
  OutcomeContradicted: text({ en: 'Outcome Contradicted', rw: 'Umusozo wavuguruwe', fr: 'Issue contredite' }),
  OutcomeConfirmed: text({ en: 'Outcome Confirmed', rw: 'Umusozo wemejwe', fr: 'Issue confirmée' }),
  ContradictionDecided: text({
    en: 'Contradiction Decided',
    rw: 'Ukwivuguruza kwafatiwe icyemezo',
    fr: 'Contradiction tranchée',
  }),
  DuplicateSuspected: text({
    en: 'Duplicate Suspected',
    rw: 'Birakekwa ko byasabwe kabiri',
    fr: 'Doublon soupçonné',
  }),
  RefundReserved: text({
    en: 'Refund Reserved',
    rw: 'Amafaranga yo gusubiza yabitswe ukwayo',
    fr: 'Montant mis de côté pour un remboursement',
  }),
  RefundReleased: text({
    en: 'Refund Released',
    rw: 'Amafaranga yo gusubiza yarekuwe',
    fr: 'Montant mis de côté libéré',
  }),
  PaymentRefunded: text({
    en: 'Payment Refunded',
    rw: 'Amafaranga yasubijwe uwishyuye',
    fr: 'Paiement remboursé',
  }),
  NoteAdded: text({ en: 'Note Added', rw: 'Icyitonderwa cyongeweho', fr: 'Note ajoutée' }),
  RecordClaimed: text({ en: 'Record Claimed', rw: 'Icyishyurwa cyafashwe', fr: 'Objet retenu' }),
  RecordReleased: text({ en: 'Record Released', rw: 'Icyishyurwa cyarekuwe', fr: 'Objet libéré' }),
  RecordPerhapsPaid: text({
    en: 'Record Perhaps Paid',
    rw: 'Icyishyurwa gishobora kuba cyarishyuwe',
    fr: 'Objet peut-être payé',
  }),
  CallbackReceived: text({
    en: 'Callback Received',
    rw: 'Ubutumwa bw’ikigo cy’itumanaho bwakiriwe',
    fr: 'Rappel reçu',
  }),
  CallbackRejected: text({
    en: 'Callback Rejected',
    rw: 'Ubutumwa bw’ikigo cy’itumanaho bwanzwe',
    fr: 'Rappel refusé',
  }),
  ReceiptIssued: text({ en: 'Receipt Issued', rw: 'Inyemezabwishyu yatanzwe', fr: 'Reçu émis' }),
  EbmNumberAdded: text({ en: 'EBM Number Added', rw: 'Nimero ya EBM yongeweho', fr: 'Numéro EBM ajouté' }),
  CreditNoteIssued: text({
    en: 'Credit Note Issued',
    rw: 'Inyemeza y’amafaranga yasubijwe yatanzwe',
    fr: 'Avoir émis',
  }),
  ReviewOpened: text({ en: 'Review Opened', rw: 'Isuzuma ryafunguwe', fr: 'Vérification ouverte' }),
  ReviewAssigned: text({ en: 'Review Assigned', rw: 'Isuzuma ryafashwe', fr: 'Vérification attribuée' }),
  ReviewResolved: text({
    en: 'Review Resolved',
    rw: 'Isuzuma ryafatiwe icyemezo',
    fr: 'Vérification décidée',
  }),
  ReviewReopened: text({ en: 'Review Reopened', rw: 'Isuzuma ryongeye gufungurwa', fr: 'Vérification rouverte' }),

  RefundRequested: text({ en: 'Refund Requested', rw: 'Isubizwa ryasabwe', fr: 'Remboursement demandé' }),
  RefundApproved: text({ en: 'Refund Approved', rw: 'Isubizwa ryemejwe', fr: 'Remboursement approuvé' }),
  RefundRejected: text({ en: 'Refund Rejected', rw: 'Isubizwa ryanzwe', fr: 'Remboursement refusé' }),
  RefundSubmitted: text({ en: 'Refund Submitted', rw: 'Isubizwa ryoherejwe', fr: 'Remboursement transmis' }),
  RefundSucceeded: text({ en: 'Refund Succeeded', rw: 'Isubizwa ryakunze', fr: 'Remboursement réussi' }),
  RefundFailed: text({ en: 'Refund Failed', rw: 'Isubizwa ntiryakunze', fr: 'Remboursement échoué' }),
  RefundBecameUncertain: text({
    en: 'Refund Became Uncertain',
    rw: 'Isubizwa ryatangiye gushidikanywaho',
    fr: 'Remboursement devenu incertain',
  }),
  RefundStatusChecked: text({
    en: 'Refund Status Checked',
    rw: 'Ikigo cy’itumanaho cyabajijwe iby’isubizwa',
    fr: 'Opérateur interrogé sur le remboursement',
  }),
  RefundInconclusiveAnswerReceived: text({
    en: 'Refund Inconclusive Answer Received',
    rw: 'Haje igisubizo kidatanga umusozo w’isubizwa',
    fr: 'Réponse non concluante sur le remboursement',
  }),
  RefundSubmissionRepeated: text({
    en: 'Refund Submission Repeated',
    rw: 'Isubizwa ryongeye koherezwa',
    fr: 'Remboursement transmis de nouveau',
  }),
  RefundSubmissionNotSent: text({
    en: 'Refund Submission Not Sent',
    rw: 'Isubizwa ntiryashoboye koherezwa',
    fr: 'Remboursement non parti',
  }),
  RefundOutcomeContradicted: text({
    en: 'Refund Outcome Contradicted',
    rw: 'Umusozo w’isubizwa wavuguruwe',
    fr: 'Issue du remboursement contredite',
  }),
  RefundOutcomeConfirmed: text({
    en: 'Refund Outcome Confirmed',
    rw: 'Umusozo w’isubizwa wemejwe',
    fr: 'Issue du remboursement confirmée',
  }),
  RefundContradictionDecided: text({
    en: 'Refund Contradiction Decided',
    rw: 'Ukwivuguruza ku isubizwa kwafatiwe icyemezo',
    fr: 'Contradiction sur le remboursement tranchée',
  }),
  RefundCompletedManually: text({
    en: 'Refund Completed Manually',
    rw: 'Isubizwa ryishyuwe n’umuntu',
    fr: 'Remboursement payé par une personne',
  }),
  RefundRecorded: text({ en: 'Refund Recorded', rw: 'Isubizwa ryanditswe', fr: 'Remboursement enregistré' }),

  PayoutRequested: text({ en: 'Payout Requested', rw: 'Iyoherezwa ryasabwe', fr: 'Versement demandé' }),
  PayoutRouted: text({
    en: 'Payout Routed',
    rw: 'Ikigo cy’itumanaho cy’iyoherezwa cyahiswemo',
    fr: 'Opérateur du versement choisi',
  }),
  PayoutReattempted: text({
    en: 'Payout Reattempted',
    rw: 'Iyoherezwa ryongeye kugeragezwa',
    fr: 'Versement tenté de nouveau',
  }),
  PayoutApproved: text({ en: 'Payout Approved', rw: 'Iyoherezwa ryemejwe', fr: 'Versement approuvé' }),
  PayoutRejected: text({ en: 'Payout Rejected', rw: 'Iyoherezwa ryanzwe', fr: 'Versement refusé' }),
  PayoutSubmitted: text({
    en: 'Payout Submitted',
    rw: 'Iyoherezwa ryahawe ikigo cy’itumanaho',
    fr: 'Versement transmis',
  }),
  PayoutSucceeded: text({ en: 'Payout Succeeded', rw: 'Iyoherezwa ryakunze', fr: 'Versement réussi' }),
  PayoutFailed: text({ en: 'Payout Failed', rw: 'Iyoherezwa ntiryakunze', fr: 'Versement échoué' }),
  PayoutBecameUncertain: text({
    en: 'Payout Became Uncertain',
    rw: 'Iyoherezwa ryatangiye gushidikanywaho',
    fr: 'Versement devenu incertain',
  }),
  PayoutStatusChecked: text({
    en: 'Payout Status Checked',
    rw: 'Ikigo cy’itumanaho cyabajijwe iby’iyoherezwa',
    fr: 'Opérateur interrogé sur le versement',
  }),
  PayoutInconclusiveAnswerReceived: text({
    en: 'Payout Inconclusive Answer Received',
    rw: 'Haje igisubizo kidatanga umusozo w’iyoherezwa',
    fr: 'Réponse non concluante sur le versement',
  }),
  PayoutSubmissionRepeated: text({
    en: 'Payout Submission Repeated',
    rw: 'Iyoherezwa ryongeye guhabwa ikigo cy’itumanaho',
    fr: 'Versement transmis de nouveau',
  }),
  PayoutSubmissionNotSent: text({
    en: 'Payout Submission Not Sent',
    rw: 'Iyoherezwa ntiryageze ku kigo cy’itumanaho',
    fr: 'Versement non parti',
  }),
  PayoutOutcomeContradicted: text({
    en: 'Payout Outcome Contradicted',
    rw: 'Umusozo w’iyoherezwa wavuguruwe',
    fr: 'Issue du versement contredite',
  }),
  PayoutOutcomeConfirmed: text({
    en: 'Payout Outcome Confirmed',
    rw: 'Umusozo w’iyoherezwa wemejwe',
    fr: 'Issue du versement confirmée',
  }),
  PayoutContradictionDecided: text({
    en: 'Payout Contradiction Decided',
    rw: 'Ukwivuguruza ku iyoherezwa kwafatiwe icyemezo',
    fr: 'Contradiction sur le versement tranchée',
  }),
  PayoutRecordClaimed: text({
    en: 'Payout Record Claimed',
    rw: 'Icyo iyoherezwa rigenewe cyafashwe',
    fr: 'Objet du versement retenu',
  }),
  BatchReceived: text({ en: 'Batch Received', rw: 'Dosiye y’amafaranga yakiriwe', fr: 'Lot reçu' }),
  BatchChecked: text({ en: 'Batch Checked', rw: 'Dosiye y’amafaranga yagenzuwe', fr: 'Lot vérifié' }),
  BatchApproved: text({ en: 'Batch Approved', rw: 'Dosiye y’amafaranga yemejwe', fr: 'Lot approuvé' }),
  BatchRejected: text({ en: 'Batch Rejected', rw: 'Dosiye y’amafaranga yanzwe', fr: 'Lot refusé' }),
  BatchLinesSent: text({
    en: 'Batch Lines Sent',
    rw: 'Imirongo ya dosiye y’amafaranga yoherejwe',
    fr: 'Lignes du lot envoyées',
  }),
  BatchCompleted: text({ en: 'Batch Completed', rw: 'Dosiye y’amafaranga yarangiye', fr: 'Lot terminé' }),
  BatchLineRead: text({
    en: 'Batch Line Read',
    rw: 'Umurongo wa dosiye y’amafaranga wasomwe',
    fr: 'Ligne du lot lue',
  }),
  BatchLineRefused: text({
    en: 'Batch Line Refused',
    rw: 'Umurongo wa dosiye y’amafaranga wanzwe',
    fr: 'Ligne du lot refusée',
  }),

  AdjustmentRequested: text({ en: 'Adjustment Requested', rw: 'Ikosora ryasabwe', fr: 'Ajustement demandé' }),
  AdjustmentApproved: text({ en: 'Adjustment Approved', rw: 'Ikosora ryemejwe', fr: 'Ajustement approuvé' }),
  AdjustmentRejected: text({ en: 'Adjustment Rejected', rw: 'Ikosora ryanzwe', fr: 'Ajustement refusé' }),
  DayClosed: text({ en: 'Day Closed', rw: 'Umunsi wafunzwe', fr: 'Jour clôturé' }),
  DayCut: text({ en: 'Day Cut', rw: 'Umunsi waciwe mu bitabo', fr: 'Jour arrêté dans les livres' }),
  EntryPosted: text({ en: 'Entry Posted', rw: 'Byanditswe mu bitabo', fr: 'Écriture passée' }),
  FailureCounted: text({ en: 'Failure Counted', rw: 'Ibitakunze byabazwe', fr: 'Échec compté' }),
  SettlementExpected: text({
    en: 'Settlement Expected',
    rw: 'Amafaranga agiye muri banki aritegewe',
    fr: 'Règlement attendu',
  }),
  SettlementReceived: text({
    en: 'Settlement Received',
    rw: 'Amafaranga yageze muri banki',
    fr: 'Règlement reçu',
  }),
  SettlementCancelled: text({
    en: 'Settlement Cancelled',
    rw: 'Kohereza muri banki byahagaritswe',
    fr: 'Règlement annulé',
  }),
  DepositClaimed: text({
    en: 'Deposit Claimed',
    rw: 'Ayageze muri banki yahujwe n’ayoherejwe',
    fr: 'Dépôt rattaché',
  }),

  StatementReceived: text({ en: 'Statement Received', rw: 'Inyandiko y’ikigo yakiriwe', fr: 'Relevé reçu' }),
  StatementImported: text({ en: 'Statement Imported', rw: 'Inyandiko y’ikigo yinjijwe', fr: 'Relevé importé' }),
  StatementCancelled: text({
    en: 'Statement Cancelled',
    rw: 'Inyandiko y’ikigo yahagaritswe',
    fr: 'Relevé abandonné',
  }),
  StatementVoided: text({ en: 'Statement Voided', rw: 'Inyandiko y’ikigo yateshejwe agaciro', fr: 'Relevé annulé' }),
  StatementReconciled: text({
    en: 'Statement Reconciled',
    rw: 'Inyandiko y’ikigo yagereranyijwe',
    fr: 'Relevé rapproché',
  }),
  StatementLinesRead: text({
    en: 'Statement Lines Read',
    rw: 'Imirongo y’inyandiko y’ikigo yasomwe',
    fr: 'Lignes du relevé lues',
  }),
  StatementLinesVoided: text({
    en: 'Statement Lines Voided',
    rw: 'Imirongo y’inyandiko y’ikigo yateshejwe agaciro',
    fr: 'Lignes du relevé annulées',
  }),
  LineMismatched: text({ en: 'Line Mismatched', rw: 'Umurongo ntiwahuye', fr: 'Ligne discordante' }),
  ExpectationsMissed: text({
    en: 'Expectations Missed',
    rw: 'Ibyari byitezwe ntibyabonetse',
    fr: 'Attentes non satisfaites',
  }),
  MismatchAssigned: text({ en: 'Mismatch Assigned', rw: 'Ibidahura byahawe umuntu', fr: 'Écart attribué' }),
  MismatchNoted: text({ en: 'Mismatch Noted', rw: 'Ibidahura byanditsweho', fr: 'Écart annoté' }),
  MismatchResolved: text({ en: 'Mismatch Resolved', rw: 'Ibidahura byakemuwe', fr: 'Écart résolu' }),
  MismatchReopened: text({ en: 'Mismatch Reopened', rw: 'Ibidahura byongeye gufungurwa', fr: 'Écart rouvert' }),
  WriteOffRequested: text({
    en: 'Write Off Requested',
    rw: 'Hasabwe kubara nk’igihombo',
    fr: 'Passage en perte demandé',
  }),
  WriteOffRejected: text({
    en: 'Write Off Rejected',
    rw: 'Kubara nk’igihombo byanzwe',
    fr: 'Passage en perte refusé',
  }),
  SuggestionAccepted: text({ en: 'Suggestion Accepted', rw: 'Icyifuzo cyemewe', fr: 'Suggestion acceptée' }),
  AcceptanceClaimed: text({
    en: 'Acceptance Claimed',
    rw: 'Ukwemera kwafashwe',
    fr: 'Acceptation retenue',
  }),

  UserInvited: text({ en: 'User Invited', rw: 'Umukoresha yatumiwe', fr: 'Utilisateur invité' }),
  InvitationAccepted: text({ en: 'Invitation Accepted', rw: 'Ubutumire bwemewe', fr: 'Invitation acceptée' }),
  SignInReset: text({
    en: 'Sign In Reset',
    rw: 'Uburyo bwo kwinjira bwatanzwe bushya',
    fr: 'Connexion réinitialisée',
  }),
  UserChanged: text({ en: 'User Changed', rw: 'Umukoresha yahinduwe', fr: 'Utilisateur modifié' }),
  UserRemoved: text({ en: 'User Removed', rw: 'Umukoresha yavanyweho', fr: 'Utilisateur retiré' }),
  PasswordChanged: text({ en: 'Password Changed', rw: 'Ijambo ry’ibanga ryahinduwe', fr: 'Mot de passe changé' }),
  AuthenticatorAdded: text({
    en: 'Authenticator Added',
    rw: 'Porogaramu y’icyemezo cya kabiri yongeweho',
    fr: 'Application d’authentification ajoutée',
  }),
  AuthenticatorUsed: text({
    en: 'Authenticator Used',
    rw: 'Porogaramu y’icyemezo cya kabiri yakoreshejwe',
    fr: 'Application d’authentification utilisée',
  }),
  PasskeyAdded: text({ en: 'Passkey Added', rw: 'Passkey yongeweho', fr: 'Clé d’accès ajoutée' }),
  PasskeyUsed: text({ en: 'Passkey Used', rw: 'Passkey yakoreshejwe', fr: 'Clé d’accès utilisée' }),
  SecondFactorRemoved: text({
    en: 'Second Factor Removed',
    rw: 'Icyemezo cya kabiri cyavanyweho',
    fr: 'Second facteur retiré',
  }),
  RecoveryCodesMade: text({
    en: 'Recovery Codes Made',
    rw: 'Kode zo kugaruka zakozwe',
    fr: 'Codes de secours créés',
  }),
  RecoveryCodeUsed: text({
    en: 'Recovery Code Used',
    rw: 'Kode yo kugaruka yakoreshejwe',
    fr: 'Code de secours utilisé',
  }),
  FirstAdministratorInvited: text({
    en: 'First Administrator Invited',
    rw: 'Umuyobozi wa mbere yatumiwe',
    fr: 'Premier administrateur invité',
  }),
  FirstAdministratorChosen: text({
    en: 'First Administrator Chosen',
    rw: 'Umuyobozi wa mbere yatoranyijwe',
    fr: 'Premier administrateur choisi',
  }),
  SessionStarted: text({ en: 'Session Started', rw: 'Umuntu yinjiye', fr: 'Session ouverte' }),
  SessionContinued: text({ en: 'Session Continued', rw: 'Umuntu yakomeje', fr: 'Session poursuivie' }),
  SessionEnded: text({ en: 'Session Ended', rw: 'Umuntu yasohotse', fr: 'Session terminée' }),
  ClientRegistered: text({
    en: 'Client Registered',
    rw: 'Porogaramu yanditswe',
    fr: 'Client de l’API enregistré',
  }),
  ClientKeyAdded: text({
    en: 'Client Key Added',
    rw: 'Urufunguzo rwa porogaramu rwongeweho',
    fr: 'Clé du client ajoutée',
  }),
  ClientKeyRotated: text({
    en: 'Client Key Rotated',
    rw: 'Urufunguzo rwa porogaramu rwahinduwe',
    fr: 'Clé du client remplacée',
  }),
  ClientRevoked: text({ en: 'Client Revoked', rw: 'Porogaramu yambuwe uburenganzira', fr: 'Client de l’API révoqué' }),
  AdminKeysEnding: text({
    en: 'Admin Keys Ending',
    rw: 'Imfunguzo z’umuyobozi zigiye kurangira',
    fr: 'Clés d’administration bientôt échues',
  }),
  AdministratorEnding: text({
    en: 'Administrator Ending',
    rw: 'Umuyobozi agiye kuvaho',
    fr: 'Fin annoncée d’un administrateur',
  }),
  ApiKeyUsed: text({ en: 'API Key Used', rw: 'Urufunguzo rwa API rwakoreshejwe', fr: 'Clé de l’API utilisée' }),
  PayerNumberSeen: text({
    en: 'Payer Number Seen',
    rw: 'Nimero y’uwishyura yarebwe',
    fr: 'Numéro du payeur consulté',
  }),
  AuthenticationFailed: text({
    en: 'Authentication Failed',
    rw: 'Kwinjira ntibyakunze',
    fr: 'Authentification échouée',
  }),
  AccessRefused: text({ en: 'Access Refused', rw: 'Kugera ahandi byanzwe', fr: 'Accès refusé' }),
  ActionRefused: text({ en: 'Action Refused', rw: 'Igikorwa cyanzwe', fr: 'Action refusée' }),

  WebhookEndpointCreated: text({
    en: 'Webhook Endpoint Created',
    rw: 'Aderesi ya webhook yashyizweho',
    fr: 'Adresse de webhook créée',
  }),
  WebhookEndpointChanged: text({
    en: 'Webhook Endpoint Changed',
    rw: 'Aderesi ya webhook yahinduwe',
    fr: 'Adresse de webhook modifiée',
  }),
  WebhookEndpointStopped: text({
    en: 'Webhook Endpoint Stopped',
    rw: 'Aderesi ya webhook yahagaritswe',
    fr: 'Adresse de webhook arrêtée',
  }),
  WebhookEndpointStarted: text({
    en: 'Webhook Endpoint Started',
    rw: 'Aderesi ya webhook yongeye gutangira',
    fr: 'Adresse de webhook relancée',
  }),
  WebhookEndpointRemoved: text({
    en: 'Webhook Endpoint Removed',
    rw: 'Aderesi ya webhook yavanyweho',
    fr: 'Adresse de webhook retirée',
  }),
  WebhookEndpointListed: text({
    en: 'Webhook Endpoint Listed',
    rw: 'Aderesi ya webhook yashyizwe ku rutonde',
    fr: 'Adresse de webhook inscrite',
  }),
  WebhookSecretRotated: text({
    en: 'Webhook Secret Rotated',
    rw: 'Ibanga rya webhook ryahinduwe',
    fr: 'Secret de webhook remplacé',
  }),
  WebhookTestAsked: text({
    en: 'Webhook Test Asked',
    rw: 'Igerageza rya webhook ryasabwe',
    fr: 'Test de webhook demandé',
  }),
  WebhookRedeliveryAsked: text({
    en: 'Webhook Redelivery Asked',
    rw: 'Hasabwe kongera kohereza webhook',
    fr: 'Nouvel envoi de webhook demandé',
  }),
  WebhookRecoveryAsked: text({
    en: 'Webhook Recovery Asked',
    rw: 'Hasabwe kohereza webhook zitagezeyo',
    fr: 'Reprise des webhooks demandée',
  }),

  PaymentLinkCreated: text({
    en: 'Payment Link Created',
    rw: 'Kode yo kwishyura yakozwe',
    fr: 'Lien de paiement créé',
  }),
  PaymentLinkPressed: text({
    en: 'Payment Link Pressed',
    rw: 'Kode yo kwishyura yakoreshejwe',
    fr: 'Lien de paiement utilisé',
  }),
  PaymentLinkClosed: text({
    en: 'Payment Link Closed',
    rw: 'Kode yo kwishyura yafunzwe',
    fr: 'Lien de paiement fermé',
  }),
  OutageDeclared: text({ en: 'Outage Declared', rw: 'Ihagarara ryatangajwe', fr: 'Panne déclarée' }),
  OutageEnded: text({ en: 'Outage Ended', rw: 'Ihagarara ryarangiye', fr: 'Panne terminée' }),
  PayerErased: text({ en: 'Payer Erased', rw: 'Amakuru y’uwishyura yasibwe', fr: 'Payeur effacé' }),
  PayerDataExported: text({
    en: 'Payer Data Exported',
    rw: 'Amakuru y’uwishyura yatanzwe',
    fr: 'Données du payeur exportées',
  }),
  ReferenceGiven: text({ en: 'Reference Given', rw: 'Indango yatanzwe', fr: 'Référence donnée' }),
  ReceiptNumbered: text({ en: 'Receipt Numbered', rw: 'Inyemezabwishyu yahawe nimero', fr: 'Reçu numéroté' }),
  CreditNoteNumbered: text({
    en: 'Credit Note Numbered',
    rw: 'Inyemeza y’amafaranga yasubijwe yahawe nimero',
    fr: 'Avoir numéroté',
  }),
  LogoKept: text({ en: 'Logo Kept', rw: 'Ikirango cyabitswe', fr: 'Logo conservé' }),
  ReportExported: text({ en: 'Report Exported', rw: 'Raporo yakuwemo', fr: 'Rapport exporté' }),
  ScheduledReportWritten: text({
    en: 'Scheduled Report Written',
    rw: 'Raporo yo ku gihe yanditswe',
    fr: 'Rapport périodique écrit',
  }),
  SealMade: text({ en: 'Seal Made', rw: 'Kashe yakozwe', fr: 'Sceau apposé' }),
  SealKeyMade: text({ en: 'Seal Key Made', rw: 'Urufunguzo rwa kashe rwakozwe', fr: 'Clé de sceau créée' }),
  GatewayStarted: text({ en: 'Gateway Started', rw: 'Sisitemu yatangiye', fr: 'Passerelle démarrée' }),
  EvidencePackMade: text({
    en: 'Evidence Pack Made',
    rw: 'Dosiye y’ibimenyetso yakozwe',
    fr: 'Dossier de preuves créé',
  }),
  LossAccepted: text({ en: 'Loss Accepted', rw: 'Igihombo cy’inyandiko cyemewe', fr: 'Perte acceptée' }),
  LogExported: text({ en: 'Log Exported', rw: 'Inyandiko zakuwemo', fr: 'Journal exporté' }),
  KeysExported: text({ en: 'Keys Exported', rw: 'Imfunguzo zakuwemo', fr: 'Clés exportées' }),
  KeysImported: text({ en: 'Keys Imported', rw: 'Imfunguzo zinjijwe', fr: 'Clés importées' }),
  ImportBegan: text({ en: 'Import Began', rw: 'Kwinjiza inyandiko byatangiye', fr: 'Importation commencée' }),
  ImportCompleted: text({ en: 'Import Completed', rw: 'Kwinjiza inyandiko byarangiye', fr: 'Importation terminée' }),
} satisfies Readonly<Record<Story['type'], Words>> & Readonly<Record<string, Words>>;

/** An event that a newer release has written is said by its name. */
export const eventWord = (type: string, say: Say): string => {
  const words = (eventWords as Readonly<Record<string, Words>>)[type];
  return words === undefined ? spaced(type) : say(words);
};

/** The event that a person means: its name, or what a page calls it in any language, however it is written. Null: none has that name. */
export const eventNamed = (typed: string): string | null => named.get(plain(typed)) ?? null;

/** The events whose names are the most like this one, the likest first. */
export function eventsLike(typed: string, language: Language, most = 3): readonly string[] {
  const asked = plain(typed);
  const scored = [...named].map(([name, type]) => ({
    type,
    // A part of a name is nearer than a name with other letters.
    score: asked.length > 2 && name.includes(asked) ? 0.5 : distance(asked, name),
    length: name.length,
  }));
  const near = scored
    .filter(({ score }) => score <= Math.max(2, asked.length / 3))
    .toSorted((one, other) => one.score - other.score || one.length - other.length);
  const types = [...new Set(near.map(({ type }) => type))].slice(0, most);
  return types.map((type) => eventWord(type, (words, ...args) => words[language](...args)));
}

/** Letters and digits alone, without case and accents. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const named: ReadonlyMap<string, string> = new Map(
  Object.entries(eventWords).flatMap(([type, words]) =>
    [type, words.en(), words.rw(), words.fr()].map((name) => [plain(name), type] as const),
  ),
);

/** How many letters have to be put in, left out or changed. */
function distance(one: string, other: string): number {
  let row = [...other, ''].map((_, place) => place);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [place, against] of [...other].entries())
      next.push(Math.min(next[place]! + 1, row[place + 1]! + 1, row[place]! + (letter === against ? 0 : 1)));
    row = next;
  }
  return row.at(-1)!;
}
