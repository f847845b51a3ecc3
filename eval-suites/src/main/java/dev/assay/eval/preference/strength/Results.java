package dev.assay.eval.preference.strength;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Contests counted by pair of models, in the order of the models' names and the prompts'.
 *
 * @param models by name
 * @param pairs indices of both models; each pair once, or each order where order matters
 * @param prompts of each prompt wins, ties and losses of pair after pair
 * @param total the same over all prompts
 */
record Results(List<String> models, List<Pair> pairs, double[][] prompts, double[] total) {
  /** Wins, ties, losses. */
  static final int COUNTS = 3;

  record Pair(int first, int second) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      return first != other.first
          ? Integer.compare(first, other.first)
          : Integer.compare(second, other.second);
    }
  }

  /**
   * @param ordered keep apart which model stands first
   */
  static Results of(List<Contest> contests, boolean ordered) {
    TreeSet<String> names = new TreeSet<>();
    contests.forEach(contest -> names.addAll(List.of(contest.first(), contest.second())));
    List<String> models = List.copyOf(names);
    Map<String, Integer> places = new TreeMap<>();
    models.forEach(model -> places.put(model, places.size()));
    Map<Pair, Integer> pairs = new TreeMap<>();
    contests.forEach(contest -> pairs.put(pair(contest, places, ordered), 0));
    List<Pair> inOrder = List.copyOf(pairs.keySet());
    inOrder.forEach(pair -> pairs.put(pair, inOrder.indexOf(pair)));

    Map<String, double[]> prompts = new TreeMap<>();
    double[] total = new double[COUNTS * inOrder.size()];
    for (Contest contest : contests) {
      Pair pair = pair(contest, places, ordered);
      boolean turned = pair.first != places.get(contest.first());
      int at =
          COUNTS * pairs.get(pair)
              + (turned ? contest.outcome().reversed() : contest.outcome()).ordinal();
      prompts.computeIfAbsent(contest.prompt(), prompt -> new double[total.length])[at]++;
      total[at]++;
    }
    return new Results(models, inOrder, prompts.values().toArray(double[][]::new), total);
  }

  private static Pair pair(Contest contest, Map<String, Integer> places, boolean ordered) {
    int first = places.get(contest.first());
    int second = places.get(contest.second());
    return ordered || first < second ? new Pair(first, second) : new Pair(second, first);
  }

  /**
   * Models that can be told from each other: any two of a group have beaten each other, directly or
   * through others, with a tie for both. Strengths exist where there is one group (Ford, 1957).
   */
  List<List<String>> groups(double[] counts) {
    boolean[][] beats = beats(counts);
    List<List<String>> groups = new ArrayList<>();
    boolean[] placed = new boolean[models.size()];
    for (int model = 0; model < placed.length; model++) {
      if (!placed[model]) {
        boolean[] above = reached(beats, model, false);
        boolean[] below = reached(beats, model, true);
        List<String> group = new ArrayList<>();
        for (int other = 0; other < placed.length; other++) {
          if (above[other] && below[other]) {
            placed[other] = true;
            group.add(models.get(other));
          }
        }
        groups.add(group);
      }
    }
    return groups;
  }

  boolean isOneGroup(double[] counts) {
    boolean[][] beats = beats(counts);
    for (boolean backwards : new boolean[] {false, true}) {
      for (boolean reached : reached(beats, 0, backwards)) {
        if (!reached) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean[][] beats(double[] counts) {
    boolean[][] beats = new boolean[models.size()][models.size()];
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      boolean tied = counts[COUNTS * i + 1] > 0;
      beats[pair.first][pair.second] |= tied || counts[COUNTS * i] > 0;
      beats[pair.second][pair.first] |= tied || counts[COUNTS * i + 2] > 0;
    }
    return beats;
  }

  private static boolean[] reached(boolean[][] beats, int from, boolean backwards) {
    boolean[] reached = new boolean[beats.length];
    int[] waiting = new int[beats.length];
    int count = 1;
    reached[from] = true;
    waiting[0] = from;
    while (count > 0) {
      int here = waiting[--count];
      for (int next = 0; next < reached.length; next++) {
        if (!reached[next] && (backwards ? beats[next][here] : beats[here][next])) {
          reached[next] = true;
          waiting[count++] = next;
        }
      }
    }
    return reached;
  }
}
