// A program as its author would write it; it is compiled and not run.
import init, { Engine, RobustnessJob, explain, inequality, insight, run, validate, type NegahError, type RankingRow, type Scenario } from "../../../pkg/negah.js";

export async function list(bytes: Uint8Array, scenario?: Scenario): Promise<RankingRow[]> {
  await init();
  const { findings, areas } = validate(bytes);
  if (areas === null || findings.some((finding) => finding.severity === "blocks")) return [];
  const { rows, cut } = run(bytes, scenario);
  return rows.slice(0, cut.count);
}

export function figures(text: string): number {
  const found = insight(text);
  const gini: number | null | undefined = inequality(text, { division: "county" }, { score: true }).measures[0]?.gini;
  const first = found.turnover?.entered[0];
  const parts = first === undefined ? [] : explain(text, first).parts;
  return (found.burden?.share ?? 0) + (gini ?? 0) + parts.length;
}

export function order(bytes: ArrayBuffer): Uint32Array {
  using engine = Engine.load(bytes);
  engine.filter({ all: [{ division: ["01"] }, { not: { range: { indicator: "unemployment", max: 12 } } }] });
  return engine.scoreRank(engine.defaultWeights()).order;
}

export function chances(bytes: Uint8Array, scenario: Scenario): number | undefined {
  const job = new RobustnessJob(bytes, scenario, { draws: 100 });
  while (!job.step(50).finished);
  return job.result().rows[0]?.chances.uniform?.in_top;
}

export function why(error: NegahError): string {
  return error.kind === "scenario" ? error.problems.map((own) => own.fa).join("\n") : error.messageFa;
}

// @ts-expect-error: a snapshot is bytes or text.
export const number = () => run(7);
// @ts-expect-error: there is no such member.
export const member = (text: string) => run(text).ranks;
// @ts-expect-error: bounds are numbers.
export const bound = (engine: Engine) => engine.filter({ range: { indicator: "income", min: "2" } });
