import type { Language } from '../../kernel/domain/language.js';
import { banner } from './components.js';
import { html, type Markup } from './markup.js';
import { sayIn, text, type Text } from './text.js';

interface ShownProblem {
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
  /** What people who help may look up in the server's log. */
  readonly requestId: string;
}

/** What a person reads in place of a page that cannot be shown. It says what to do, and whether something may have happened. */
export function problemPage(
  { status, retryAfterSeconds, requestId }: ShownProblem,
  language: Language,
): { readonly title: string; readonly body: Markup } {
  const say = sayIn(language);
  const known = problems[status] ?? (status < 500 ? problems[400]! : problems[500]!);
  const wait = retryAfterSeconds === undefined ? null : html`<p>${say(tryAgainIn, retryAfterSeconds)}</p>`;
  return {
    title: say(known.title),
    body: html`${banner(status < 500 ? 'warn' : 'bad', say(known.means))}${wait}
<p class="soft">${say(reference)} <span class="code">${requestId}</span></p>
`,
  };
}

const tryAgainIn = text({
  en: (seconds: number) => `Try again in ${seconds} s.`,
  rw: (seconds: number) => `Ongera ugerageze nyuma y’amasegonda ${seconds}.`,
  fr: (seconds: number) => `Réessayez dans ${seconds} s.`,
});
const reference = text({
  en: 'Reference for help:',
  rw: 'Indango yo gutanga usaba ubufasha:',
  fr: 'Référence pour l’aide :',
});

interface Words {
  readonly title: Text<[], string>;
  readonly means: Text<[], string>;
}

const problems: Readonly<Record<number, Words>> = {
  400: {
    title: text({ en: 'This cannot be read', rw: 'Ibyoherejwe ntibisomeka', fr: 'Demande illisible' }),
    means: text({
      en: 'What was sent is incomplete or has a form that is not taken here. Nothing was done. Go back, and try again.',
      rw: 'Ibyoherejwe ntibyuzuye cyangwa ntibyanditse uko bikwiye. Nta cyakozwe. Subira inyuma wongere ugerageze.',
      fr: 'Ce qui a été envoyé est incomplet ou n’a pas la forme attendue. Rien n’a été fait. Revenez en arrière et réessayez.',
    }),
  },
  403: {
    title: text({ en: 'You may not do this', rw: 'Ntubyemerewe', fr: 'Vous n’y êtes pas autorisé' }),
    means: text({
      en: 'Your role does not include this page or this step, or the form was not sent from this site. Nothing was done. Ask an administrator if you need it.',
      rw: 'Inshingano zawe ntizikwemerera uru rupapuro cyangwa iki gikorwa, cyangwa ibyoherejwe ntibyavuye kuri uru rubuga. Nta cyakozwe. Baza umuyobozi niba ubikeneye.',
      fr: 'Votre rôle ne comprend pas cette page ou cette étape, ou le formulaire ne vient pas de ce site. Rien n’a été fait. Adressez-vous à un administrateur si vous en avez besoin.',
    }),
  },
  404: {
    title: text({ en: 'There is no such page', rw: 'Uru rupapuro ntirubaho', fr: 'Cette page n’existe pas' }),
    means: text({
      en: 'The address is wrong, or what it led to is no longer there.',
      rw: 'Aderesi si yo, cyangwa icyo yajyaga kwerekana ntikiriho.',
      fr: 'L’adresse est fausse, ou ce qu’elle montrait n’existe plus.',
    }),
  },
  409: {
    title: text({
      en: 'This has changed in the meantime',
      rw: 'Ibi byahindutse hagati aho',
      fr: 'Ceci a changé entre-temps',
    }),
    means: text({
      en: 'Somebody, or something, was faster. Nothing was done now. Go back, and load the page again.',
      rw: 'Hari uwakubanjirije. Nta cyakozwe ubu. Subira inyuma wongere ufungure urupapuro.',
      fr: 'Quelqu’un a été plus rapide. Rien n’a été fait maintenant. Revenez en arrière et rechargez la page.',
    }),
  },
  429: {
    title: text({ en: 'Too many attempts', rw: 'Wagerageje kenshi cyane', fr: 'Trop de tentatives' }),
    means: text({
      en: 'There were too many requests from here. Nothing was done. Wait a little.',
      rw: 'Ibyasabwe bivuye hano byabaye byinshi cyane. Nta cyakozwe. Ba utegereje gato.',
      fr: 'Trop de demandes sont venues d’ici. Rien n’a été fait. Attendez un peu.',
    }),
  },
  500: {
    title: text({ en: 'Something broke here', rw: 'Habaye ikibazo hano', fr: 'Une erreur est survenue ici' }),
    means: text({
      en: 'The fault is ours. Whether your last step was done is not certain: look before you repeat it.',
      rw: 'Ikosa ni iryacu. Ntibizwi neza niba igikorwa cyawe cya nyuma cyakozwe: banza urebe mbere yo kugisubiramo.',
      fr: 'L’erreur vient de nous. Il n’est pas certain que votre dernière action ait été faite : vérifiez avant de la répéter.',
    }),
  },
  503: {
    title: text({
      en: 'Not available at this moment',
      rw: 'Ntibishoboka muri aka kanya',
      fr: 'Indisponible pour le moment',
    }),
    means: text({
      en: 'A part of the system cannot be reached. Whether your last step was done is not certain: look before you repeat it.',
      rw: 'Hari igice cya sisitemu kitaboneka. Ntibizwi neza niba igikorwa cyawe cya nyuma cyakozwe: banza urebe mbere yo kugisubiramo.',
      fr: 'Une partie du système est injoignable. Il n’est pas certain que votre dernière action ait été faite : vérifiez avant de la répéter.',
    }),
  },
};
