import { text, type Text } from '../../http/pages/text.js';
import type { ItemOutcome, ItemStatus, Reason, Resolution, StatementStatus } from '../reconciliation/contract.js';

type Words<Code extends string> = Readonly<Record<Code, Text<[], string>>>;

export const outcomeTexts: Words<ItemOutcome> = {
  matched: text({ en: 'matched', rw: 'birahuye', fr: 'concordant' }),
  'amount-mismatch': text({ en: 'another amount', rw: 'amafaranga atandukanye', fr: 'autre montant' }),
  'status-mismatch': text({ en: 'another status', rw: 'imiterere itandukanye', fr: 'autre statut' }),
  'missing-internally': text({ en: 'unknown here', rw: 'ntibizwi hano', fr: 'inconnu ici' }),
  'missing-at-provider': text({
    en: 'missing at the provider',
    rw: 'bibura ku kigo cy’itumanaho',
    fr: 'absent chez l’opérateur',
  }),
  'duplicate-line': text({ en: 'line seen before', rw: 'umurongo wabonetse mbere', fr: 'ligne déjà vue' }),
  'currency-mismatch': text({ en: 'another currency', rw: 'ifaranga ritandukanye', fr: 'autre devise' }),
  'other-movement': text({ en: 'other movement', rw: 'irindi yimurwa', fr: 'autre mouvement' }),
  unreadable: text({ en: 'cannot be read', rw: 'ntibisomeka', fr: 'illisible' }),
};

export const itemStatusTexts: Words<ItemStatus> = {
  open: text({ en: 'open', rw: 'birategereje', fr: 'ouvert' }),
  assigned: text({ en: 'assigned', rw: 'bifite ubishinzwe', fr: 'attribué' }),
  'awaiting-approval': text({ en: 'awaiting approval', rw: 'bitegereje kwemezwa', fr: 'à approuver' }),
  waiting: text({ en: 'waiting', rw: 'byabaye bihagaze', fr: 'en attente' }),
  resolved: text({ en: 'resolved', rw: 'byakemutse', fr: 'résolu' }),
  none: text({ en: 'nothing to do', rw: 'nta cyo gukora', fr: 'rien à faire' }),
};

export const resolutionTexts: Words<Resolution> = {
  accepted: text({
    en: 'Accepted: it is right as it is',
    rw: 'Biremewe: ni ko biri',
    fr: 'Accepté : c’est juste ainsi',
  }),
  adjusted: text({
    en: 'Adjusted: an approved adjustment of the ledger puts it right',
    rw: 'Byakosowe: ikosora ryemejwe ryo mu gitabo riragitunganya',
    fr: 'Ajusté : un ajustement approuvé du grand livre le corrige',
  }),
  'wrong-line': text({
    en: 'Wrong line: the statement is wrong',
    rw: 'Umurongo utari wo: raporo ni yo irimo ikosa',
    fr: 'Ligne erronée : le relevé se trompe',
  }),
  waiting: text({
    en: 'Waiting: the provider is asked, or a later statement will tell',
    rw: 'Bitegereje: ikigo cyabajijwe, cyangwa raporo itaha izabyerekana',
    fr: 'En attente : l’opérateur est interrogé, ou un relevé suivant le dira',
  }),
  'written-off': text({
    en: 'Written off: another person has to approve it',
    rw: 'Bivanweho: bigomba kwemezwa n’undi muntu',
    fr: 'Passé en perte : une autre personne doit l’approuver',
  }),
};

export const statementStatusTexts: Words<StatementStatus> = {
  importing: text({ en: 'importing', rw: 'iri kwinjizwa', fr: 'import en cours' }),
  matching: text({ en: 'matching', rw: 'iri kugereranywa', fr: 'rapprochement en cours' }),
  reconciled: text({ en: 'reconciled', rw: 'yagereranyijwe', fr: 'rapproché' }),
  cancelled: text({ en: 'cancelled', rw: 'yahagaritswe', fr: 'annulé' }),
};

export const noticeTexts: Words<'BALANCE_GAPS' | 'BALANCE_DOES_NOT_CONTINUE' | 'ANOTHER_ACCOUNT' | 'FEES_DIFFER'> = {
  BALANCE_GAPS: text({
    en: 'The balance jumps: a line may be missing or changed.',
    rw: 'Amafaranga asigaye ntakurikirana: umurongo ushobora kuba ubura cyangwa warahinduwe.',
    fr: 'Le solde saute : une ligne manque peut-être ou a été modifiée.',
  }),
  BALANCE_DOES_NOT_CONTINUE: text({
    en: 'It does not continue where the statement before it ended.',
    rw: 'Ntikomereza aho raporo yayibanjirije yarangiriye.',
    fr: 'Il ne continue pas là où le relevé précédent s’est terminé.',
  }),
  ANOTHER_ACCOUNT: text({
    en: 'It may be the file of another account.',
    rw: 'Ishobora kuba dosiye y’indi konti.',
    fr: 'C’est peut-être le fichier d’un autre compte.',
  }),
  FEES_DIFFER: text({
    en: 'The fees are not those of the tariff.',
    rw: 'Ibiguzi si ibyo mu biciro byemejwe.',
    fr: 'Les frais ne sont pas ceux du tarif.',
  }),
};

/** Why a line came to what it came to. */
export const reasonTexts: Words<Reason> = {
  SAME_TRANSACTION_ID: text({
    en: 'The line has the transaction id that the provider gave us for it.',
    rw: 'Umurongo ufite nimero y’igikorwa ikigo cyaduhaye.',
    fr: 'La ligne porte l’identifiant de transaction que l’opérateur nous a donné.',
  }),
  SAME_REFERENCE: text({
    en: 'The line has our own id as its external id.',
    rw: 'Umurongo ufite indango yacu.',
    fr: 'La ligne porte notre propre identifiant comme référence externe.',
  }),
  SAME_AMOUNT: text({
    en: 'The amounts are the same.',
    rw: 'Amafaranga arangana.',
    fr: 'Les montants sont les mêmes.',
  }),
  SAME_NUMBER: text({
    en: 'The phone numbers are the same.',
    rw: 'Nimero za telefone ni zimwe.',
    fr: 'Les numéros de téléphone sont les mêmes.',
  }),
  WITHIN_MINUTES: text({
    en: 'The times are within five minutes of each other.',
    rw: 'Ibihe bitandukanyijwe n’iminota itarenze itanu.',
    fr: 'Les heures sont à moins de cinq minutes l’une de l’autre.',
  }),
  WITHIN_AN_HOUR: text({
    en: 'The times are within an hour of each other.',
    rw: 'Ibihe bitandukanyijwe n’isaha imwe nibura.',
    fr: 'Les heures sont à moins d’une heure l’une de l’autre.',
  }),
  WITHIN_A_DAY: text({
    en: 'The times are within a day of each other.',
    rw: 'Ibihe bitandukanyijwe n’umunsi umwe ntarengwa.',
    fr: 'Les heures sont à moins d’un jour l’une de l’autre.',
  }),
  SEVERAL_ALIKE: text({
    en: 'Several of ours have this amount and number.',
    rw: 'Byinshi mu byacu bifite aya mafaranga n’iyi nimero.',
    fr: 'Plusieurs des nôtres ont ce montant et ce numéro.',
  }),
  SUCCESSFUL_ON_BOTH_SIDES: text({
    en: 'It is successful on both sides.',
    rw: 'Byagenze neza ku mpande zombi.',
    fr: 'Réussi des deux côtés.',
  }),
  FAILED_ON_BOTH_SIDES: text({
    en: 'It failed on both sides.',
    rw: 'Ntibyakunze ku mpande zombi.',
    fr: 'Échoué des deux côtés.',
  }),
  SETTLED_BY_THIS_LINE: text({
    en: 'It was not settled here: this line settles it.',
    rw: 'Hano byari bitararangira: uyu murongo urabirangije.',
    fr: 'Ce n’était pas réglé ici : cette ligne le règle.',
  }),
  SUCCESSFUL_AT_PROVIDER: text({
    en: 'The statement says successful.',
    rw: 'Raporo ivuga ko byagenze neza.',
    fr: 'Le relevé dit réussi.',
  }),
  FAILED_AT_PROVIDER: text({
    en: 'The statement says failed.',
    rw: 'Raporo ivuga ko bitakunze.',
    fr: 'Le relevé dit échoué.',
  }),
  NOT_FINAL_AT_PROVIDER: text({
    en: 'The statement names no final status.',
    rw: 'Raporo ntivuga uko byarangiye.',
    fr: 'Le relevé ne donne pas de statut final.',
  }),
  OVER_WITHOUT_MONEY_HERE: text({
    en: 'Here it ended without money: a review is open, and nothing more is asked for the record.',
    rw: 'Hano byarangiye nta mafaranga: hari igisuzumwa gifunguye, kandi nta kindi gisabwa.',
    fr: 'Ici, c’est terminé sans argent : une vérification est ouverte et rien de plus n’est demandé.',
  }),
  SEVERAL_ATTEMPTS: text({
    en: 'It was attempted several times, and the line does not say which attempt it is.',
    rw: 'Byageragejwe inshuro nyinshi, umurongo ntuvuga inshuro iyo ari yo.',
    fr: 'Il y a eu plusieurs tentatives, et la ligne ne dit pas laquelle.',
  }),
  A_PERSON_DECIDES: text({
    en: 'Nothing changes before a person has decided.',
    rw: 'Nta gihinduka umuntu atarafata icyemezo.',
    fr: 'Rien ne change avant la décision d’une personne.',
  }),
  SECOND_LINE_OF_ONE: text({
    en: 'Another line has met the same movement already: this money may have moved a second time.',
    rw: 'Undi murongo wamaze guhuzwa na byo: aya mafaranga ashobora kuba yaragiye kabiri.',
    fr: 'Une autre ligne correspond déjà à ce mouvement : cet argent est peut-être parti deux fois.',
  }),
  ANOTHER_NUMBER: text({
    en: 'The phone number on the statement is another.',
    rw: 'Nimero ya telefone iri kuri raporo ni indi.',
    fr: 'Le numéro de téléphone du relevé est un autre.',
  }),
  ANOTHER_AMOUNT: text({
    en: 'The amount on the statement is another.',
    rw: 'Amafaranga ari kuri raporo ni andi.',
    fr: 'Le montant du relevé est un autre.',
  }),
  ANOTHER_CURRENCY: text({
    en: 'The currency on the statement is another.',
    rw: 'Ifaranga riri kuri raporo ni irindi.',
    fr: 'La devise du relevé est une autre.',
  }),
  SEEN_IN_THIS_FILE: text({
    en: 'The same line comes earlier in this file: it is counted once.',
    rw: 'Uyu murongo wabanje kugaragara muri iyi dosiye: ubarwa rimwe.',
    fr: 'La même ligne vient plus haut dans ce fichier : elle compte une fois.',
  }),
  SEEN_IN_ANOTHER_FILE: text({
    en: 'The same line is in a file that was imported before: it is counted once.',
    rw: 'Uyu murongo uri mu yindi dosiye yinjijwe mbere: ubarwa rimwe.',
    fr: 'La même ligne est dans un fichier importé avant : elle compte une fois.',
  }),
  UNKNOWN_HERE: text({
    en: 'Nothing here has this transaction id or reference.',
    rw: 'Nta gifite iyi nimero cyangwa iyi ndango hano.',
    fr: 'Rien ici n’a cet identifiant ou cette référence.',
  }),
  NO_MONEY_MOVED: text({
    en: 'The line moved no money, and nothing here has its id or reference.',
    rw: 'Uyu murongo nta mafaranga wimuye, kandi nta gifite indango yawo hano.',
    fr: 'La ligne n’a déplacé aucun argent, et rien ici n’a son identifiant.',
  }),
  MONEY_WENT_OUT: text({
    en: 'Money went out that no refund or payout here accounts for.',
    rw: 'Hari amafaranga yasohotse adafite ubwishyu cyangwa isubizwa biyasobanura hano.',
    fr: 'De l’argent est sorti sans remboursement ni versement ici qui l’explique.',
  }),
  A_FEE: text({ en: 'It is a fee.', rw: 'Ni ikiguzi.', fr: 'Ce sont des frais.' }),
  A_MOVE_OF_THE_BANK: text({
    en: 'It is a line of a bank: settlements are held against it.',
    rw: 'Ni umurongo wa banki: ugereranywa n’amafaranga yoherejwe kuri banki.',
    fr: 'C’est une ligne de banque : les règlements y sont comparés.',
  }),
  A_MOVE_TO_A_BANK: text({
    en: 'It is a move between the wallet and a bank.',
    rw: 'Ni iyimurwa hagati ya konti ya telefone na banki.',
    fr: 'C’est un transfert entre le portefeuille et une banque.',
  }),
  TAKEN_BACK: text({
    en: 'The provider took money back or gave it back.',
    rw: 'Ikigo cyisubije amafaranga cyangwa cyayagaruye.',
    fr: 'L’opérateur a repris ou rendu de l’argent.',
  }),
  OTHER_KIND: text({
    en: 'No rule knows this kind of line.',
    rw: 'Nta tegeko rizi ubu bwoko bw’umurongo.',
    fr: 'Aucune règle ne connaît ce genre de ligne.',
  }),
  OTHER_STATUS: text({
    en: 'The statement names a status that is not known: STATEMENT_FORMATS_FILE can name it.',
    rw: 'Raporo ivuga imiterere itazwi: STATEMENT_FORMATS_FILE ishobora kuyivuga.',
    fr: 'Le relevé nomme un état qui n’est pas connu : STATEMENT_FORMATS_FILE peut le nommer.',
  }),
  NOT_READABLE: text({
    en: 'The line cannot be read.',
    rw: 'Umurongo ntusomeka.',
    fr: 'La ligne est illisible.',
  }),
  ON_NO_LINE: text({
    en: 'It was successful here at a time that the statement covers, and is not on it.',
    rw: 'Hano byagenze neza mu gihe raporo ivugaho, ariko ntibiri kuri yo.',
    fr: 'Réussi ici pendant la période du relevé, et absent du relevé.',
  }),
  PAST_ITS_DEADLINE: text({
    en: 'It was successful here, and no statement has had it by its deadline.',
    rw: 'Hano byagenze neza, ariko nta raporo yabigaragaje mu gihe cyagenwe.',
    fr: 'Réussi ici, et aucun relevé ne l’a montré avant l’échéance.',
  }),
  FEE_DIFFERS: text({
    en: 'The fee is not the one of the tariff.',
    rw: 'Ikiguzi si icyo mu biciro byemejwe.',
    fr: 'Les frais ne sont pas ceux du tarif.',
  }),
};
