package dev.assay.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.forest.State;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefixCacheTest {
  private static final long PLENTY = 1 << 20;

  @Test
  void findsTheLongestBeginningWithAState() {
    PrefixCache cache = new PrefixCache(PLENTY);
    State three = state(3);
    State five = state(5);
    cache.put(range(10), 3, three);
    cache.put(range(10), 5, five);

    assertThat(cache.longest(range(2))).isNull();
    assertThat(cache.longest(range(4))).isSameAs(three);
    assertThat(cache.longest(range(5))).isSameAs(five);
    assertThat(cache.longest(new int[] {0, 1, 2, 9, 9, 9})).isSameAs(three);
    assertThat(cache.longest(new int[] {7, 1, 2})).isNull();
  }

  @Test
  void asksForAStateWhereABeginningComesTheSecondTime() {
    PrefixCache cache = new PrefixCache(PLENTY);
    int[] first = range(200);
    int[] second = range(200);
    second[100] = 999;
    assertThat(cache.ask(first, 0)).isZero();
    assertThat(cache.ask(second, 0)).isEqualTo(100);
    assertThat(cache.ask(second, 0)).as("promised already: 100 tokens more").isEqualTo(200);
  }

  @Test
  void asksForAPromisedPrefixOnce() {
    PrefixCache cache = new PrefixCache(PLENTY);
    assertThat(cache.ask(range(50), 20)).isEqualTo(20);
    assertThat(cache.ask(range(50), 20)).isZero();
    cache.endRound();
    assertThat(cache.ask(range(50), 20)).as("the promise was not kept").isEqualTo(20);
    cache.put(range(50), 20, state(20));
    cache.endRound();
    assertThat(cache.ask(range(50), 20)).isZero();
  }

  @Test
  void dropsTheLeastRecentlyUsedStatesBeyondItsBytes() {
    PrefixCache cache = new PrefixCache(3 * state(1).ownBytes());
    for (int i = 0; i < 3; i++) {
      cache.put(new int[] {i, 1}, 2, state(2));
    }
    assertThat(cache.longest(new int[] {0, 1})).isNotNull();
    cache.put(new int[] {3, 1}, 2, state(2));

    assertThat(cache.bytes()).isEqualTo(3 * state(1).ownBytes());
    assertThat(cache.longest(new int[] {1, 1})).isNull();
    assertThat(cache.longest(new int[] {0, 1})).isNotNull();
    assertThat(cache.longest(new int[] {3, 1})).isNotNull();
  }

  @Test
  void aStateLargerThanTheCacheDrivesNothingOut() {
    PrefixCache cache = new PrefixCache(2 * state(1).ownBytes());
    cache.put(new int[] {1}, 1, state(1));
    cache.put(new int[] {2}, 1, new State(1, List.of(), List.of(), new float[21]));

    assertThat(cache.longest(new int[] {1})).isNotNull();
    assertThat(cache.longest(new int[] {2})).isNull();
    assertThat(cache.bytes()).isEqualTo(state(1).ownBytes());
  }

  @Test
  void agreesWithAPlainListOfPrefixesOnRandomContexts() {
    Random random = new Random(7);
    PrefixCache cache = new PrefixCache(PLENTY);
    TreeMap<String, State> plain = new TreeMap<>();
    for (int round = 0; round < 2000; round++) {
      int[] context = random.ints(1 + random.nextInt(12), 0, 3).toArray();
      State expected = null;
      for (int length = 1; length <= context.length; length++) {
        expected = plain.getOrDefault(key(context, length), expected);
      }
      assertThat(cache.longest(context)).isSameAs(expected);
      cache.ask(context, 0);
      if (random.nextInt(4) == 0) {
        int length = 1 + random.nextInt(context.length);
        State state = state(length);
        cache.put(context, length, state);
        plain.putIfAbsent(key(context, length), state);
      }
    }
  }

  private static String key(int[] context, int length) {
    return IntStream.of(context).limit(length).boxed().toList().toString();
  }

  private static int[] range(int length) {
    return IntStream.range(0, length).toArray();
  }

  private static State state(int position) {
    return new State(position, List.of(), List.of(), new float[10]);
  }
}
