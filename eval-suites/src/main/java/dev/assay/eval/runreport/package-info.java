/**
 * What is to be said of a run, or of several side by side, as a page and as JSON: scores with
 * intervals beside published ones, parts, paired differences, items to look at, what it cost and
 * what was not measured. All of it follows from the runs' tables; no model is asked.
 *
 * <pre>{@code
 * RunReport report = RunReports.of(List.of(run), 0, new ItemRule(50, false));
 * Files.writeString(file, RunPage.of(report));
 * }</pre>
 */
package dev.assay.eval.runreport;
