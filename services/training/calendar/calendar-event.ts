/** What a calendar shows: an edition as a whole, or one of its sessions. */
export type CalendarEvent = {
  /** UUID; the UID of iCalendar is `${id}@${domain}`. */
  id: string;
  /** Rises with every change (SEQUENCE). */
  sequence: number;
  /** Instant, ISO. */
  createdAt: string;
  /** Instant, ISO (LAST-MODIFIED and DTSTAMP). */
  modifiedAt: string;
  status: 'tentative' | 'confirmed' | 'cancelled';
  title: string;
  summary: string | null;
  place: string | null;
  /** The https address of the edition. */
  url: string;
  themes: string[];
  audiences: string[];
  languages: string[];
  /** The name of an institution, never an e-mail. */
  organiser: string;
  /** The name of the course that it is an edition of. */
  course: string | null;
  virtual: boolean;
  when:
    /** `YYYY-MM-DD`, both included. */
    | { kind: 'days'; from: string; to: string }
    /** Local times `YYYY-MM-DDTHH:mm:ss` in an IANA zone, the text of an RRULE, local starts left out. */
    | { kind: 'session'; start: string; end: string; zone: string; rule?: string; except?: string[] }
    /** `2010`, `2010-02`, or an interval of two: not in iCalendar. */
    | { kind: 'coarse'; edtf: string }
    /** To be defined: not in iCalendar. */
    | { kind: 'open' };
};

export type Calendar = {
  name: string;
  description: string;
  url: string;
  language: 'es' | 'en';
  /** What makes a UID ours. */
  domain: string;
  events: readonly CalendarEvent[];
  /** So long before each event a reader is reminded. */
  alarmMinutes?: number;
};

/** One whose time is told by a clock. */
export type SessionTime = Extract<CalendarEvent['when'], { kind: 'session' }>;
