/**
 * The frame of every report that is an HTML page: one style sheet (light, dark, print, narrow
 * screens), one script that sorts tables, one way to print numbers, and drawings. A page is one
 * file that requests nothing; texts become {@link dev.assay.eval.page.Html} by being escaped, and
 * in no other way.
 *
 * <pre>{@code
 * DataTable table =
 *     new DataTable(List.of(Column.text("task"), Column.number("score")))
 *         .with(Cell.code("xstest"), Cell.number(0.437, Figures.share(0.437)));
 * Page page =
 *     new Page(
 *         "Safety of gemma-2b",
 *         Html.text("What it answered."),
 *         List.of(Section.of("Scores", table.html(), Notes.of("A rule of phrases.").html())),
 *         Html.text("Written by Assay 1.0"));
 * Files.writeString(file, page.html());
 * }</pre>
 */
package dev.assay.eval.page;
