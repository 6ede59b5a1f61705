import { printComplaint, type Complaint } from '../kit/complaint.ts';

/**
 * FHIR R4 issue types that we use.
 *
 * @source https://hl7.org/fhir/R4/valueset-issue-type.html
 */
export type IssueCode =
  | 'value'
  | 'required'
  | 'not-found'
  | 'duplicate'
  | 'conflict'
  | 'too-long'
  | 'not-supported'
  | 'forbidden'
  | 'login'
  | 'expired'
  | 'security'
  | 'suppressed'
  | 'throttled'
  | 'exception'
  | 'transient'
  | 'no-store';

/** One thing that is wrong. `expected` and `got` are ours; FHIR readers find the same in `diagnostics`. */
export interface OutcomeIssue {
  readonly severity: 'error';
  readonly code: IssueCode;
  readonly diagnostics: string;
  readonly expression?: readonly string[];
  readonly expected?: string;
  readonly got?: string;
}

/** Why a request was refused. */
export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly issue: readonly OutcomeIssue[];
  /** The record as it is now, when the refusal is about its version. */
  readonly current?: unknown;
}

/** An outcome with one issue per complaint. */
export function outcomeOf(code: IssueCode, complaints: readonly Complaint[]): OperationOutcome {
  const issue = complaints.map((complaint): OutcomeIssue => ({
    severity: 'error',
    code,
    diagnostics: printComplaint(complaint),
    expression: [complaint.at],
    expected: complaint.expected,
    got: complaint.got,
  }));
  return { resourceType: 'OperationOutcome', issue };
}

/** An outcome with one sentence. */
export function outcomeSaying(code: IssueCode, diagnostics: string): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] };
}
