package dev.assay.core.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Inputs made from sound ones by random changes: bits, bytes and spans that are altered, lost,
 * doubled or exchanged, numbers and nesting that grow beyond measure, and words of the format where
 * others stood. Which change is made depends on the random numbers alone.
 */
public final class Mutations {
  private static final int LONGEST = 1 << 17;
  private static final int MOST_CHANGES = 4;

  private static final String DELIMITERS = ",:;[](){}<>\"'= \t\r\n|";

  private static final String[] NUMBERS = {
    "0",
    "-1",
    "1",
    "-0.0",
    "1e308",
    "1e-400",
    "1e2147483647",
    "1E-999999999",
    "127",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775809",
    "123456789012345678901234567890123456789",
    "0.1000000000000000055511151231257827",
    "NaN",
    "Infinity"
  };

  private static final long[] BINARY_NUMBERS = {
    0,
    1,
    -1,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0xffff,
    0x7fff_ffffL,
    0x8000_0000L,
    0xffff_fff8L,
    1L << 40,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final List<byte[]> seeds;
  private final List<byte[]> words;

  private Mutations(List<byte[]> seeds, List<byte[]> words) {
    this.seeds = List.copyOf(seeds);
    this.words = List.copyOf(words);
  }

  /**
   * @param seeds sound inputs, at least one
   * @param words of the format, put where others stood
   */
  public static Mutations of(List<byte[]> seeds, String... words) {
    return new Mutations(
        seeds, Arrays.stream(words).map(w -> w.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** The same of texts. */
  public static Mutations ofTexts(List<String> seeds, String... words) {
    return of(seeds.stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList(), words);
  }

  public List<byte[]> seeds() {
    return seeds;
  }

  /** One of the seeds, changed at one to four places. */
  public byte[] next(Random random) {
    byte[] input = seeds.get(random.nextInt(seeds.size()));
    int changes = random.nextBoolean() ? 1 : 1 + random.nextInt(MOST_CHANGES);
    for (int change = 0; change < changes; change++) {
      input = changed(input, random);
    }
    return input.length <= LONGEST ? input : Arrays.copyOf(input, LONGEST);
  }

  private byte[] changed(byte[] input, Random random) {
    if (input.length == 0) {
      return word(random);
    }
    int at = random.nextInt(input.length);
    int to = Math.min(input.length, at + 1 + random.nextInt(1 << random.nextInt(8)));
    return switch (random.nextInt(20)) {
      case 0 -> replaced(input, at, at + 1, new byte[] {(byte) (input[at] ^ 1 << at % 8)});
      case 1 -> replaced(input, at, at + 1, bytes(1, random));
      case 2 -> replaced(input, at, at, bytes(1 + random.nextInt(8), random));
      case 3 -> replaced(input, at, to, new byte[0]);
      case 4 -> replaced(input, at, at, Arrays.copyOfRange(input, at, to));
      case 5 -> replaced(input, at, at, repeated(Arrays.copyOfRange(input, at, to), random));
      case 6 -> Arrays.copyOf(input, at);
      case 7 -> spliced(input, at, random);
      case 8 -> replaced(input, at, at, word(random));
      case 9 -> replaced(input, at, at, repeated(word(random), random));
      case 10 -> withNumber(input, at, random);
      case 11 -> withBinaryNumber(input, at, random);
      case 12, 13 -> withAnotherToken(input, at, random);
      default -> withAnotherValue(input, at, random);
    };
  }

  /** A run of digits, if there is one from here on, becomes a number of the extremes. */
  private static byte[] withNumber(byte[] input, int at, Random random) {
    int start = at;
    while (start < input.length && !isDigit(input[start])) {
      start++;
    }
    int end = start;
    while (end < input.length && isDigit(input[end])) {
      end++;
    }
    String number = NUMBERS[random.nextInt(NUMBERS.length)];
    return replaced(input, start, end, number.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }

  private static byte[] withBinaryNumber(byte[] input, int at, Random random) {
    byte[] changed = input.clone();
    long number = BINARY_NUMBERS[random.nextInt(BINARY_NUMBERS.length)];
    int width = Math.min(1 << random.nextInt(4), input.length - at);
    for (int i = 0; i < width; i++) {
      changed[at + i] = (byte) (number >>> 8 * i);
    }
    return changed;
  }

  /** What stands between two delimiters becomes a word, or what stands between two others. */
  private byte[] withAnotherToken(byte[] input, int at, Random random) {
    int start = start(input, at);
    byte[] token;
    if (random.nextBoolean()) {
      token = word(random);
    } else {
      int other = random.nextInt(input.length);
      token = Arrays.copyOfRange(input, start(input, other), end(input, other));
    }
    return replaced(input, start, Math.max(start, end(input, at)), token);
  }

  /** A value in quotes or brackets, or a number or word, becomes a word or another value. */
  private byte[] withAnotherValue(byte[] input, int at, Random random) {
    int start = valueStart(input, at);
    byte[] value;
    if (random.nextInt(3) == 0) {
      value = word(random);
    } else if (random.nextInt(3) == 0) {
      value = NUMBERS[random.nextInt(NUMBERS.length)].getBytes(StandardCharsets.US_ASCII);
    } else {
      byte[] other = random.nextInt(4) > 0 ? input : seeds.get(random.nextInt(seeds.size()));
      int from = valueStart(other, other.length == 0 ? 0 : random.nextInt(other.length));
      value = Arrays.copyOfRange(other, from, valueEnd(other, from));
    }
    return replaced(input, start, valueEnd(input, start), value);
  }

  private static int valueStart(byte[] input, int at) {
    int start = at;
    while (start < input.length && " \t\r\n,:=)]}".indexOf(input[start]) >= 0) {
      start++;
    }
    return start;
  }

  /** Where the bracket or quote is closed that opens here; else where a word ends. */
  private static int valueEnd(byte[] input, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int at = start; at < input.length; at++) {
      char c = (char) input[at];
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        at++;
      } else if (!quoted && "[{(".indexOf(c) >= 0) {
        depth++;
      } else if (!quoted && "]})".indexOf(c) >= 0) {
        depth--;
      } else if (!quoted && depth == 0 && " \t\r\n,:=".indexOf(c) >= 0) {
        return at;
      }
      if (!quoted && (depth < 0 || depth == 0 && "\"]})".indexOf(c) >= 0)) {
        return depth < 0 ? at : at + 1;
      }
    }
    return input.length;
  }

  private static int start(byte[] input, int at) {
    int start = at;
    while (start > 0 && DELIMITERS.indexOf((char) (input[start - 1] & 0xff)) < 0) {
      start--;
    }
    return start;
  }

  private static int end(byte[] input, int at) {
    int end = at;
    while (end < input.length && DELIMITERS.indexOf((char) (input[end] & 0xff)) < 0) {
      end++;
    }
    return end;
  }

  private byte[] spliced(byte[] input, int at, Random random) {
    byte[] other = seeds.get(random.nextInt(seeds.size()));
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    return replaced(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
  }

  private byte[] word(Random random) {
    return words.isEmpty()
        ? bytes(1 + random.nextInt(8), random)
        : words.get(random.nextInt(words.size()));
  }

  /** Seldom, a great many times. */
  private static byte[] repeated(byte[] part, Random random) {
    int most = random.nextInt(8) == 0 ? LONGEST : 1 << 10;
    int times = 1 + random.nextInt(Math.max(1, most / Math.max(1, part.length)));
    ByteArrayOutputStream repeated = new ByteArrayOutputStream(times * part.length);
    for (int i = 0; i < times; i++) {
      repeated.writeBytes(part);
    }
    return repeated.toByteArray();
  }

  private static byte[] bytes(int count, Random random) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    byte[] replaced = new byte[from + by.length + input.length - to];
    System.arraycopy(input, 0, replaced, 0, from);
    System.arraycopy(by, 0, replaced, from, by.length);
    System.arraycopy(input, to, replaced, from + by.length, input.length - to);
    return replaced;
  }

  /** Together with more seeds. */
  public Mutations and(byte[] seed) {
    List<byte[]> more = new ArrayList<>(seeds);
    more.add(seed);
    return new Mutations(more, words);
  }
}
