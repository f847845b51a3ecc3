package dev.assay.eval.translation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The distance of words from a reference, near the diagonal only, and the edits that it is made of
 * (sacrebleu/metrics/lib_ter.py, BeamEditDistance). One thread at a time: the rows of the words
 * before are kept, since those that are asked for one after the other begin alike.
 */
final class EditDistance {
  private static final int BEAM = 25;
  private static final int UNREACHED = Integer.MAX_VALUE / 2;

  /** An edit that makes the words into the reference. */
  enum Edit {
    NONE,
    SUBSTITUTION,
    INSERTION,
    DELETION
  }

  private record Row(int[] distances, Edit[] edits) {}

  private final List<String> reference;
  private List<String> before = List.of();
  private List<Row> rows = new ArrayList<>();

  /**
   * @param reference not empty
   */
  EditDistance(List<String> reference) {
    this.reference = reference;
    int[] distances = new int[reference.size() + 1];
    Arrays.setAll(distances, j -> j);
    Edit[] edits = new Edit[distances.length];
    Arrays.fill(edits, Edit.INSERTION);
    rows.add(new Row(distances, edits));
  }

  /**
   * @param words always as many
   */
  int of(List<String> words) {
    int known = 0;
    while (known < before.size() && before.get(known).equals(words.get(known))) {
      known++;
    }
    rows = new ArrayList<>(rows.subList(0, known + 1));
    for (int i = known + 1; i <= words.size(); i++) {
      rows.add(row(words, i));
    }
    before = List.copyOf(words);
    return rows.get(words.size()).distances()[reference.size()];
  }

  private Row row(List<String> words, int i) {
    int length = reference.size();
    double ratio = (double) length / words.size();
    int beam = BEAM < ratio / 2 ? (int) Math.ceil(ratio / 2 + BEAM) : BEAM;
    int diagonal = (int) Math.floor(i * ratio);
    int from = Math.max(0, diagonal - beam);
    int to = i == words.size() ? length + 1 : Math.min(length + 1, diagonal + beam);
    Row above = rows.get(i - 1);
    int[] distances = new int[length + 1];
    Arrays.fill(distances, UNREACHED);
    Edit[] edits = new Edit[length + 1];
    for (int j = from; j < to; j++) {
      if (j > 0) {
        boolean equal = words.get(i - 1).equals(reference.get(j - 1));
        distances[j] = above.distances()[j - 1] + (equal ? 0 : 1);
        edits[j] = equal ? Edit.NONE : Edit.SUBSTITUTION;
      }
      // Of equal ones the first in the order substitution, deletion, insertion.
      if (above.distances()[j] + 1 < distances[j]) {
        distances[j] = above.distances()[j] + 1;
        edits[j] = Edit.DELETION;
      }
      if (j > 0 && distances[j - 1] + 1 < distances[j]) {
        distances[j] = distances[j - 1] + 1;
        edits[j] = Edit.INSERTION;
      }
    }
    return new Row(distances, edits);
  }

  /** The edits of the words that were last asked for, from their beginning. */
  List<Edit> edits() {
    List<Edit> edits = new ArrayList<>();
    int i = before.size();
    int j = reference.size();
    while (i > 0 || j > 0) {
      Edit edit = rows.get(i).edits()[j];
      edits.add(0, edit);
      i -= edit == Edit.INSERTION ? 0 : 1;
      j -= edit == Edit.DELETION ? 0 : 1;
    }
    return edits;
  }
}
