/** The languages that the page has, each in its own words; nothing where English is the only one. */
import { CHOSEN } from '../../language/chosen';
import { t } from '../../language/t';
import { addressIn, keepLanguage, LANGUAGES } from '../../language/wanted';

const ENGLISH = { code: 'en', name: 'English' };

export function Languages() {
  const now = CHOSEN.language ?? ENGLISH;
  const all = [ENGLISH, ...LANGUAGES.filter(({ code }) => code !== now.code), ...(CHOSEN.language ? [CHOSEN.language] : [])];
  if (all.length === 1) return null;
  return (
    <nav aria-label={t`Language`}>
      {all.map(({ code, name }, i) => (
        <span key={code}>
          {i > 0 && ' · '}
          {code === now.code ? <strong lang={code}>{name}</strong> : <Other code={code} name={name} />}
        </span>
      ))}
    </nav>
  );
}

/** What is open stays in the address, whose end changes all the time: it is looked at when the link is followed. */
function Other({ code, name }: { readonly code: string; readonly name: string }) {
  return (
    <a
      href={`?lang=${code}`}
      lang={code}
      hrefLang={code}
      onClick={({ currentTarget }) => {
        keepLanguage(code);
        currentTarget.href = addressIn(code, location.href);
      }}
    >
      {name}
    </a>
  );
}
