interface FileLinkProps {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  readonly label: string;
}

/** A file that is made in the browser. */
export function FileLink({ name, type, text, label }: FileLinkProps) {
  return (
    <a className="button" href={`data:${type};charset=utf-8,${encodeURIComponent(text)}`} download={name}>
      {label}
    </a>
  );
}
