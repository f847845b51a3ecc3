package dev.assay.eval.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Makes the pieces of an item fit the model's length, by the policy of a run. */
final class Shortening {
  private final EncodingPolicy policy;
  private final IntFunction<List<Piece>> pieces;
  private final int shots;

  /**
   * A context and what follows it.
   *
   * @param reserved tokens that are read after the context, or may be
   * @param choice that is scored after it; null where an answer is generated
   */
  record Piece(int[] context, int reserved, EncodedChoice choice) {
    int length() {
      return context.length + reserved;
    }

    private Piece with(int[] other) {
      return new Piece(other, reserved, choice);
    }
  }

  /**
   * @param errorCode null where all fit
   */
  record Fitted(
      List<Piece> pieces, int truncated, int droppedShots, String errorCode, String message) {
    private static Fitted failed(String code, String message) {
      return new Fitted(List.of(), 0, 0, code, message);
    }
  }

  /**
   * @param pieces of the item without so many of its first shots
   * @param shots that can be dropped
   */
  Shortening(EncodingPolicy policy, int shots, IntFunction<List<Piece>> pieces) {
    this.policy = policy;
    this.shots = shots;
    this.pieces = pieces;
  }

  Fitted fit() {
    List<Piece> whole = pieces.apply(0);
    int excess = excess(whole);
    if (excess <= 0) {
      return new Fitted(whole, 0, 0, null, null);
    }
    return switch (policy.truncation()) {
      case SHOTS -> dropShots(whole, excess);
      case LEFT -> cutLeft(whole, lengths(whole), excess, 0);
      case HARNESS -> cutAsHarness(whole, excess);
      case SKIP -> Fitted.failed("skipped_too_long", lengths(whole));
      case FAIL -> Fitted.failed("too_long", lengths(whole));
    };
  }

  /** Tokens too many in the longest piece. */
  private int excess(List<Piece> all) {
    return all.stream().mapToInt(Piece::length).max().orElse(0) - policy.maxLength();
  }

  private Fitted dropShots(List<Piece> whole, int excess) {
    List<Piece> left = whole;
    int over = excess;
    int dropped = 0;
    while (over > 0 && dropped < shots) {
      dropped++;
      left = pieces.apply(dropped);
      over = excess(left);
    }
    return over <= 0
        ? new Fitted(left, excess - over, dropped, null, null)
        : cutLeft(left, lengths(whole), excess, dropped);
  }

  /**
   * Pieces of one context keep one: as much of its end as the longest of them leaves room for,
   * after BOS.
   *
   * @param lengths of the whole item, for the error
   * @param truncated tokens cut in all, those of dropped shots too
   */
  private Fitted cutLeft(List<Piece> all, String lengths, int truncated, int droppedShots) {
    int begin = policy.bos().isPresent() ? 1 : 0;
    List<Piece> cut = new ArrayList<>();
    for (Piece piece : all) {
      int[] context = piece.context();
      int excess =
          excess(all.stream().filter(one -> Arrays.equals(one.context(), context)).toList());
      if (excess <= 0) {
        cut.add(piece);
        continue;
      }
      if (context.length - excess <= begin) {
        return Fitted.failed("too_long", lengths + ", and its longest choice leaves no room");
      }
      int[] kept = Arrays.copyOfRange(context, excess, context.length);
      if (begin == 1) {
        kept[0] = context[0];
      }
      cut.add(piece.with(kept));
    }
    return new Fitted(cut, truncated, droppedShots, null, null);
  }

  /** Each piece keeps its own last tokens: BOS and description go first. */
  private Fitted cutAsHarness(List<Piece> all, int excess) {
    List<Piece> cut = new ArrayList<>();
    for (Piece piece : all) {
      int own = piece.length() - policy.maxLength();
      if (own >= piece.context().length) {
        return Fitted.failed("too_long", lengths(all) + ", and its longest choice leaves no room");
      }
      cut.add(
          piece.with(
              Arrays.copyOfRange(piece.context(), Math.max(0, own), piece.context().length)));
    }
    return new Fitted(cut, excess, 0, null, null);
  }

  private String lengths(List<Piece> all) {
    Piece longest = all.get(0);
    for (Piece piece : all) {
      longest = piece.length() > longest.length() ? piece : longest;
    }
    String generated =
        longest.choice() == null ? " with room for " + longest.reserved() + " of its answer" : "";
    return "the prompt has "
        + longest.length()
        + " tokens"
        + generated
        + ", the model takes "
        + policy.maxLength();
  }
}
