package dev.assay.spark.internal.sidebyside;

import dev.assay.eval.rating.Rating;
import dev.assay.eval.sidebyside.Contestant;
import dev.assay.eval.sidebyside.Pairing;
import dev.assay.eval.sidebyside.SideOptions;
import dev.assay.eval.sidebyside.SideSpecification.Meeting;
import dev.assay.spark.internal.chunks.ChunkedJob;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A comparison by people alone: their ratings and rates, without pairs and without a judge. */
public final class RatingsJob {
  private final LazySession spark;
  private final String output;
  private final ProgressListener listener;

  /**
   * @param output folder of the tables
   */
  public RatingsJob(LazySession spark, String output, ProgressListener listener) {
    this.spark = spark;
    this.output = output;
    this.listener = listener;
  }

  /** Writes the tables of {@link #side}. The same again writes nothing. */
  public SideBySide run(List<Rating> ratings, SideOptions options) {
    SideBySide side = side(ratings, options);
    new ChunkedJob(spark, output, "side_id=" + side.specification().sideId(), listener)
        .run(new SideWork(side, new RunTables(spark, output)));
    return side;
  }

  /**
   * The comparison, without any table.
   *
   * @param ratings superseded ones too, with raters under the names that are stored
   */
  public static SideBySide side(List<Rating> ratings, SideOptions options) {
    List<Contestant> models =
        ratings.stream()
            .flatMap(rating -> Stream.of(rating.candidate(), rating.baseline()))
            .distinct()
            .sorted()
            .map(name -> new Contestant(name, null, null, "", List.of()))
            .toList();
    Map<Meeting, Pairing> meetings = new LinkedHashMap<>();
    ratings.stream()
        .map(rating -> new Meeting(rating.candidate(), rating.baseline()))
        .distinct()
        .forEach(meeting -> meetings.put(meeting, new Pairing(List.of(), 0, 0, 0, 0)));
    return new SideBySide(models, meetings, List.of(), List.of(), ratings, options);
  }
}
