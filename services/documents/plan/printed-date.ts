/** A date of EDTF level 0 as a language prints it: "26 de noviembre de 2009", "November 2009", "2009". */
export function printedDate(locale: string, date: string): string {
  const [year = '', month, day] = date.split('-');
  const asked: Intl.DateTimeFormatOptions = { year: 'numeric', timeZone: 'UTC' };
  if (month) asked.month = 'long';
  if (day) asked.day = 'numeric';
  const start = new Date(`${year}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, asked).format(start);
}

/** A date or interval of EDTF level 0 as a language prints it: "2–3 de diciembre de 2009". */
export function printedSpan(locale: string, edtf: string): string {
  const [start = '', end = start] = edtf.split('/');
  if (start === end) return printedDate(locale, start);
  if (start.length < 10 || end.length < 10) return `${printedDate(locale, start)} – ${printedDate(locale, end)}`;
  const days = [start, end].map((day) => new Date(`${day}T00:00:00Z`)) as [Date, Date];
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' }).formatRange(...days);
}
