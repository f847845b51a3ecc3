package dev.assay.cli.sidebyside.page;

import dev.assay.cli.options.NewFile;
import dev.assay.eval.rating.RatingImport;
import dev.assay.spark.internal.sidebyside.SideBySide;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The files that a comparison is written to beside its tables. */
public final class SidePageOptions {
  /** A browser is slow beyond this, and nobody reads so many. */
  private static final int MOST_PAIRS = 1000;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page of rates, verdicts and lengths; it opens without a network.")
  private Path html;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every figure, as docs/side-by-side.schema.json describes them.")
  private Path json;

  @Option(
      names = "--show_answers",
      description =
          "Requests and answers stand on the page too; they may be harmful or private. Else it has"
              + " ids, verdicts and lengths.")
  private boolean answers;

  /**
   * Before anything is computed.
   *
   * @throws dev.assay.core.error.AssayException of kind OUTPUT for a file that exists, or cannot
   */
  public void check() {
    NewFile.check(html);
    NewFile.check(json);
  }

  /**
   * Writes what is asked for.
   *
   * @param question what judges that are models were asked
   * @param people their ratings, under names that may be shown
   */
  public void write(
      SideBySide side, String question, Optional<RatingImport> people, PrintWriter out) {
    SideReport report = SideReports.of(side, question, people);
    if (json != null) {
      NewFile.write(json, SideJson.of(report));
      out.println("figures in " + json);
    }
    if (html != null) {
      NewFile.write(html, page(report, side, people, answers, MOST_PAIRS));
      out.println("page in " + html);
    }
  }

  static String page(
      SideReport report,
      SideBySide side,
      Optional<RatingImport> people,
      boolean answers,
      int most) {
    return new SidePage(report)
        .html(
            new LengthSection(report, side).html(),
            new PairSection(
                    side, people.map(some -> new PairRatings(some.counted())), answers, most)
                .html());
  }
}
