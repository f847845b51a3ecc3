package dev.assay.eval.filter;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What words of a number say, as word2number 1.1 reads them: a sum of what stands before billion,
 * million and thousand, and of what is left.
 */
final class NumberWords {
  private static final List<String> SMALL =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final List<String> GREAT = List.of("billion", "million", "thousand");
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final Map<String, BigInteger> VALUES = new HashMap<>();

  static {
    SMALL.forEach(word -> VALUES.put(word, BigInteger.valueOf(SMALL.indexOf(word))));
    TENS.forEach(word -> VALUES.put(word, BigInteger.valueOf(10L * (TENS.indexOf(word) + 2))));
    VALUES.put("hundred", HUNDRED);
    VALUES.put("thousand", BigInteger.valueOf(1_000));
    VALUES.put("million", BigInteger.valueOf(1_000_000));
    VALUES.put("billion", BigInteger.valueOf(1_000_000_000));
  }

  private NumberWords() {}

  /**
   * The number in digits; empty where the original refuses the words, which ends the harness's run:
   * none of them a number's, a great one twice, or great ones out of order.
   */
  static Optional<String> value(String text) {
    List<String> words =
        Arrays.stream(text.replace('-', ' ').strip().split("\\s+"))
            .filter(VALUES::containsKey)
            .toList();
    if (words.isEmpty()) {
      return Optional.empty();
    }
    if (words.size() == 1) {
      return Optional.of(VALUES.get(words.get(0)).toString());
    }
    int from = 0;
    BigInteger sum = BigInteger.ZERO;
    for (String word : GREAT) {
      int at = words.indexOf(word);
      if (at < 0) {
        continue;
      }
      if (at < from || words.lastIndexOf(word) != at || at == from) {
        return Optional.empty();
      }
      sum = sum.add(formed(words.subList(from, at)).multiply(VALUES.get(word)));
      from = at + 1;
    }
    return Optional.of(sum.add(rest(words)).toString());
  }

  /**
   * What stands after the last great word that is not the last word. So a number that ends in one
   * counts what stands before it twice, as the original does: two million three thousand is
   * 2004003.
   */
  private static BigInteger rest(List<String> words) {
    int from = 0;
    boolean ended = false;
    for (String word : GREAT) {
      int at = words.indexOf(word);
      ended |= at == words.size() - 1;
      from = at >= 0 && at < words.size() - 1 ? at + 1 : from;
    }
    return from == 0 && ended ? BigInteger.ZERO : formed(words.subList(from, words.size()));
  }

  /** Of up to four words; of more the first alone. */
  private static BigInteger formed(List<String> words) {
    List<BigInteger> numbers = new ArrayList<>();
    words.forEach(word -> numbers.add(VALUES.get(word)));
    BigInteger first = numbers.get(0);
    return switch (numbers.size()) {
      case 4 -> first.multiply(numbers.get(1)).add(numbers.get(2)).add(numbers.get(3));
      case 3 -> first.multiply(numbers.get(1)).add(numbers.get(2));
      case 2 ->
          numbers.contains(HUNDRED) ? first.multiply(numbers.get(1)) : first.add(numbers.get(1));
      default -> first;
    };
  }
}
