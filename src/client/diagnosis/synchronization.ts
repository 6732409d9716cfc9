import { howToSettle } from "../onboarding/request-sync-once.ts";
import type { OneShot } from "../onboarding/state/one-shot.ts";
import { syncDeadline, windowClosed } from "../onboarding/sync-window.ts";
import { type SyncKind, syncKinds } from "../synchronization.ts";
import { type Finding, failed, passed, unknown, warning } from "./finding.ts";
import { printMoment } from "./moment.ts";

/** What is known of the synchronization of a number. */
export interface SyncKnowledge {
  readonly now: Date;
  /** When the number was onboarded, as the caller or Meta says. */
  readonly onboardedAt: Date | undefined;
  /** What became of the requests. No call of a provider's says so. */
  readonly state: ({ readonly startedAt: string } & Readonly<Record<SyncKind, OneShot>>) | undefined;
  /** The function whose saved state that is. */
  readonly onboardedBy: "onboard" | "onboardDialog360";
}

const names = { contacts: "contacts_requested", history: "history_requested" } as const;

/** Looks whether both synchronizations were asked for, and whether there is still time for what was not. */
export function findSynchronization(knowledge: SyncKnowledge): Finding[] {
  const { now, state } = knowledge;
  const onboardedAt = knowledge.onboardedAt ?? (state && new Date(state.startedAt));
  const deadline = onboardedAt && syncDeadline(onboardedAt.toISOString());
  const isOver = deadline !== undefined && deadline <= now;
  const current = isOutdated(knowledge) ? undefined : state;
  return [
    findWindow(knowledge, current, deadline, isOver),
    ...syncKinds.map((kind) => findRequest(kind, knowledge, current, deadline, isOver)),
  ];
}

/** A saved state is of another sign-up where it began a day before the last one. */
function isOutdated({ onboardedAt, state }: SyncKnowledge): boolean {
  return state !== undefined && onboardedAt !== undefined && syncDeadline(state.startedAt) < onboardedAt;
}

function findWindow(
  { onboardedBy }: SyncKnowledge,
  state: SyncKnowledge["state"],
  deadline: Date | undefined,
  isOver: boolean,
): Finding {
  const check = "within_window";
  if (deadline === undefined) {
    const reason = "Nothing says when the number was onboarded.";
    return unknown(check, { reason, fix: "Pass onboardedAt, or the saved state." });
  }
  const moment = printMoment(deadline);
  if (!isOver) return passed(check, `A synchronization can be asked for until ${moment}.`);
  if (state === undefined)
    return passed(check, `The 24 hours ended on ${moment}. What was not asked for by then is lost.`);
  if (syncKinds.some((kind) => isMissed(state[kind], onboardedBy))) return failed(check, windowClosed);
  return passed(check, `The 24 hours ended on ${moment}, and nothing is known to be missing.`);
}

/** Where it was not asked for, 360dialog may have asked by itself. */
function isMissed({ status }: OneShot, onboardedBy: SyncKnowledge["onboardedBy"]): boolean {
  return status === "refused" || (status === "open" && onboardedBy === "onboard");
}

function findRequest(
  kind: SyncKind,
  knowledge: SyncKnowledge,
  state: SyncKnowledge["state"],
  deadline: Date | undefined,
  isOver: boolean,
): Finding {
  const check = names[kind];
  if (state === undefined) return unknown(check, explainWithoutState(kind, knowledge, isOver));
  const { status, sentAt } = state[kind];
  switch (status) {
    case "done":
      return passed(
        check,
        `It was asked for${sentAt === undefined ? "" : ` on ${printMoment(new Date(sentAt))}`}, and accepted.`,
      );
    case "already_done":
      return passed(check, "It had been asked for before.");
    case "sent":
      return unknown(check, {
        reason: "It was sent, and nobody noted what became of it.",
        fix: howToSettle(kind),
      });
    case "refused":
      return isOver ? warning(check, tooLate) : failed(check, windowClosed);
    case "open":
      return findOpen(kind, knowledge, deadline, isOver);
  }
}

const tooLate = { reason: "It was not asked for, and cannot be any more: see within_window." };

function findOpen(
  kind: SyncKind,
  { onboardedBy }: SyncKnowledge,
  deadline: Date | undefined,
  isOver: boolean,
): Finding {
  const check = names[kind];
  const until = deadline === undefined ? "" : ` by ${printMoment(deadline)}`;
  if (onboardedBy === "onboardDialog360") {
    return unknown(check, {
      reason: "The saved state says that it was not asked for, and 360dialog is said to ask by itself.",
      fix: isOver ? howToTell(kind) : `${howToTell(kind)} If none do, ask with requestSync${until}.`,
    });
  }
  if (isOver) return warning(check, tooLate);
  return failed(check, { reason: "It was never asked for.", fix: `Call onboard with the saved state${until}.` });
}

function explainWithoutState(kind: SyncKind, knowledge: SyncKnowledge, isOver: boolean) {
  if (knowledge.state !== undefined) {
    return {
      reason: "The number was onboarded again after the saved state began.",
      fix: "Pass the state of the newest onboarding.",
    };
  }
  const ask = "If none came, ask with requestSync: sync_already_requested says that it was done.";
  return {
    reason: "No call tells, and no saved state was given.",
    fix: `Pass the state that ${knowledge.onboardedBy} saved. ${howToTell(kind)}${isOver ? "" : ` ${ask}`}`,
  };
}

const fields = { contacts: "smb_app_state_sync", history: "history" } as const;

function howToTell(kind: SyncKind): string {
  return `See whether webhooks of the field ${fields[kind]} arrive.`;
}
