import { useEffect, useRef, useState, type FormEvent } from 'react';
import { navigate, paths } from '../route.ts';
import { seek, useSought } from './sought.ts';

/** Finds a person over all accounts, from every page; the recent people if it is empty. The key / leads to it. */
export function SearchBox() {
  const sought = useSought();
  const [text, setText] = useState(sought.text);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      event.preventDefault();
      input.current?.select();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    seek(text.trim());
    navigate(paths.find);
  };
  return (
    <form className="search-box" role="search" aria-label="People" onSubmit={submit}>
      <input
        ref={input}
        type="search"
        aria-label="Find a person"
        aria-keyshortcuts="/"
        placeholder="E-mail, phone, name or number"
        autoComplete="off"
        maxLength={255}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}

function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
