package dev.assay.eval.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is odd about ratings that can be used. */
final class RatingChecks {
  /** Fewer ratings say nothing of a rater's habits. */
  private static final int FEWEST_RATINGS = 20;

  private static final double LARGEST_SHARE = 0.9;

  private RatingChecks() {}

  /**
   * @param ordered by {@link ReadRating#ORDER}
   */
  static List<RatingNotice> repeated(List<ReadRating> ordered) {
    List<RatingNotice> notices = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int i = 1; i <= ordered.size(); i++) {
      ReadRating before = ordered.get(i - 1);
      if (i < ordered.size() && atOnce(before, ordered.get(i))) {
        if (rows.isEmpty()) {
          rows.add(before.row());
        }
        rows.add(ordered.get(i).row());
      } else if (!rows.isEmpty()) {
        notices.add(
            new RatingNotice.RepeatedAtOnce(
                before.rating().rater(),
                before.rating().promptId(),
                rows.stream().sorted().toList()));
        rows.clear();
      }
    }
    return notices;
  }

  private static boolean atOnce(ReadRating earlier, ReadRating later) {
    if (!earlier.sameRaterAndPair(later)) {
      return false;
    }
    Long seconds = earlier.secondsUntil(later);
    return seconds == null || seconds == 0;
  }

  /**
   * @param counted without superseded ones
   */
  static List<RatingNotice> habits(List<ReadRating> counted) {
    Map<String, List<ReadRating>> byRater =
        counted.stream()
            .collect(
                Collectors.groupingBy(
                    read -> read.rating().rater(), TreeMap::new, Collectors.toList()));
    List<RatingNotice> notices = new ArrayList<>();
    byRater.forEach(
        (rater, ratings) -> {
          oneLabel(rater, ratings, notices);
          onePlace(rater, ratings, notices);
        });
    return notices;
  }

  private static void oneLabel(String rater, List<ReadRating> ratings, List<RatingNotice> notices) {
    int first = Integer.signum(ratings.get(0).labelLevel());
    if (ratings.size() >= FEWEST_RATINGS
        && ratings.stream().allMatch(read -> Integer.signum(read.labelLevel()) == first)) {
      String label = first > 0 ? "A" : first < 0 ? "B" : "tie";
      notices.add(new RatingNotice.OneLabel(rater, label, ratings.size()));
    }
  }

  private static void onePlace(String rater, List<ReadRating> ratings, List<RatingNotice> notices) {
    double[] shares =
        ratings.stream()
            .mapToDouble(read -> read.rating().firstShownScore())
            .filter(score -> !Double.isNaN(score))
            .toArray();
    if (shares.length >= FEWEST_RATINGS) {
      double share = Arrays.stream(shares).sum() / shares.length;
      if (share > LARGEST_SHARE || share < 1 - LARGEST_SHARE) {
        notices.add(new RatingNotice.OnePlace(rater, share, shares.length));
      }
    }
  }
}
