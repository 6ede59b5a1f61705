import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAIN_WORDS } from '../core/localise/request.ts';

const MANIFEST = join(import.meta.dirname, '../../package.json');

/** Version of the program. */
export const VERSION = (JSON.parse(readFileSync(MANIFEST, 'utf8')) as { readonly version: string }).version;

/** What `tautband --help` prints. */
export const HELP = `tautband: from where it hurts to the muscles worth examining.
Hypotheses for a clinician to judge, never a diagnosis. Not a medical device.

  tautband localise [--json] FILE|- [AGREEMENT]
                                      rank the sites that could refer the pain in FILE, or in standard input
  tautband signs [AGREEMENT]          what each sign of palpation weighs and why, or with your own agreement
  tautband atlas list [--json]        every muscle with its sites
  tautband atlas show ID [--json]     a muscle, a site, or what can refer to a region
  tautband atlas check                hold the content against its rules
  tautband atlas report FOLDER        write the atlas to FOLDER as pages with pictures, to read and mark
  tautband learn FILE FOLDER          what confirmed cases, one request a line, would change; changes nothing
  tautband learn kept --all FOLDER [CLINIC]
                                      the same from the confirmed cases of what is kept
  tautband cases --all FILE [CLINIC]  write those cases, one request a line, without names, ids and days
  tautband learn accept FOLDER        write the content with the changes that were accepted there
  tautband backup FILE                write everything that is kept to FILE, also while the server runs
  tautband restore FILE               put a backup in place of what is kept; the server must be stopped
  tautband verify [FILE]              check what is kept, or a backup: version chains, rankings to the bit
  tautband --help | --version

localise reads
  {"regions":  [{"id": "temple-left", "intensity": 6, "coverage": 0.4, "words": ["dull"]}],
   "findings": [{"site": "temporalis-1-left", "sign": "recognised-pain", "answer": "present"}],
   "asked":    ["temple-left", "occiput-left"]}
intensity is 1 to 10. Only regions are required. A sign that is not listed is unknown, which is not absent.
words say how it feels: ${PAIN_WORDS.slice(0, 6).join(', ')},
${PAIN_WORDS.slice(6).join(', ')}; [] where none of them fits, nothing where nobody asked.
Without "asked" the whole body was asked about. Left and right are the patient's.

AGREEMENT holds double examinations, [{"site", "sign", "first": "present", "second": "absent"}], and puts what
your own agreement allows in the place of the shipped rates of the signs.

A case is confirmed when palpation reproduced the familiar pain; it counts with the drawing as it stood before palpation.
The record keeps no consent to research: --all says that you answer for every patient. Invented patients never count.
CLINIC is an id, or every; without it there must be only one.

Exit codes: 0 done, 1 what was given is wrong (says which field, what was expected, what was got), 2 we failed.
Environment: TAUTBAND_DATA (folder of what is kept, default data), DATABASE_URL (a PostgreSQL in its place).
`;
