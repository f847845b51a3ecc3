package dev.assay.eval.language;

import dev.assay.eval.python.PythonRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Naive Bayes over n-grams of one to three characters, drawn at random until one language is sure,
 * seven times over; the mean decides. langdetect draws from an unseeded generator unless it is
 * told; here it is its generator with its documented seed 0, so that equal texts have one language.
 */
public final class LanguageDetector {
  private static final Pattern URL = Pattern.compile("https?://[-_.?&~;+=/#0-9A-Za-z]{1,2076}");
  private static final Pattern MAIL =
      Pattern.compile("[-_.0-9A-Za-z]{1,64}@[-_0-9A-Za-z]{1,255}[-_.0-9A-Za-z]{1,255}");
  private static final int MOST_CHARACTERS = 10_000;
  private static final int LONGEST_GRAM = 3;
  private static final int TRIALS = 7;
  private static final int MOST_DRAWS = 1000;
  private static final int DRAWS_BETWEEN_LOOKS = 5;
  private static final double SURE = 0.99999;
  private static final double LEAST_PROBABILITY = 0.1;
  private static final double SMOOTHING = 0.5;
  private static final double SMOOTHING_WIDTH = 0.05;
  private static final double BASE_FREQUENCY = 10_000;
  private static final String UNKNOWN = "unknown";

  private final LanguageProfiles profiles = new LanguageProfiles();
  private final CharacterNormalization normalization = new CharacterNormalization();

  private LanguageDetector() {}

  /** Read from the class path when it is first asked for. */
  private static final class Holder {
    private static final LanguageDetector STANDARD = new LanguageDetector();
  }

  /** The one there is; any number of threads may use it. */
  public static LanguageDetector standard() {
    return Holder.STANDARD;
  }

  /**
   * The language's code in ISO 639-1, for Chinese {@code zh-cn} or {@code zh-tw}; {@code unknown}
   * where none has a probability above 0.1; empty where the text has no n-gram that any language
   * has.
   */
  public Optional<String> detect(String text) {
    List<LanguageProfiles.Probabilities> grams = grams(cleaned(text));
    if (grams.isEmpty()) {
      return Optional.empty();
    }
    double[] mean = mean(grams);
    int best = 0;
    for (int i = 1; i < mean.length; i++) {
      best = mean[i] > mean[best] ? i : best;
    }
    return Optional.of(
        mean[best] > LEAST_PROBABILITY ? LanguageProfiles.LANGUAGES.get(best) : UNKNOWN);
  }

  /**
   * Without addresses, runs of spaces, and the Latin letters of a text that is mostly not Latin.
   */
  private int[] cleaned(String text) {
    String plain = MAIL.matcher(URL.matcher(text).replaceAll(" ")).replaceAll(" ");
    int[] characters =
        CharacterNormalization.vietnamese(plain).codePoints().limit(MOST_CHARACTERS).toArray();
    int[] kept = new int[characters.length];
    int count = 0;
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] != ' ' || i == 0 || characters[i - 1] != ' ') {
        kept[count++] = characters[i];
      }
    }
    kept = Arrays.copyOf(kept, count);
    long latin = Arrays.stream(kept).filter(LanguageDetector::latin).count();
    long other = Arrays.stream(kept).filter(character -> character >= 0x300).count();
    return latin * 2 < other ? Arrays.stream(kept).filter(c -> !latin(c)).toArray() : kept;
  }

  private static boolean latin(int character) {
    return character >= 'A' && character <= 'z';
  }

  /** In words of capitals only n-grams up to the first letter count. */
  private List<LanguageProfiles.Probabilities> grams(int[] text) {
    List<LanguageProfiles.Probabilities> found = new ArrayList<>();
    List<Integer> gram = new ArrayList<>(List.of((int) ' '));
    boolean capitals = false;
    for (int raw : text) {
      int character = normalization.of(raw);
      int last = gram.get(gram.size() - 1);
      if (last == ' ') {
        gram = new ArrayList<>(List.of((int) ' '));
        capitals = false;
      } else if (gram.size() >= LONGEST_GRAM) {
        gram.remove(0);
      }
      if (last != ' ' || character != ' ') {
        gram.add(character);
        capitals = Character.isUpperCase(character) && (capitals || Character.isUpperCase(last));
      }
      for (int n = 1; n <= gram.size() && !capitals; n++) {
        String written = written(gram.subList(gram.size() - n, gram.size()));
        LanguageProfiles.Probabilities known = profiles.of(written);
        if (known != null && !written.equals(" ")) {
          found.add(known);
        }
      }
    }
    return found;
  }

  private static String written(List<Integer> characters) {
    StringBuilder written = new StringBuilder();
    characters.forEach(written::appendCodePoint);
    return written.toString();
  }

  private static double[] mean(List<LanguageProfiles.Probabilities> grams) {
    PythonRandom random = new PythonRandom(0);
    int languages = LanguageProfiles.LANGUAGES.size();
    double[] mean = new double[languages];
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] probabilities = new double[languages];
      Arrays.fill(probabilities, 1.0 / languages);
      double smoothing = SMOOTHING + random.gauss() * SMOOTHING_WIDTH;
      for (int draw = 0; ; draw++) {
        update(probabilities, grams.get(random.below(grams.size())), smoothing / BASE_FREQUENCY);
        if (draw % DRAWS_BETWEEN_LOOKS == 0
            && (normalize(probabilities) > SURE || draw >= MOST_DRAWS)) {
          break;
        }
      }
      for (int i = 0; i < languages; i++) {
        mean[i] += probabilities[i] / TRIALS;
      }
    }
    return mean;
  }

  private static void update(
      double[] probabilities, LanguageProfiles.Probabilities gram, double weight) {
    double[] factors = new double[probabilities.length];
    Arrays.fill(factors, weight);
    for (int i = 0; i < gram.languages().length; i++) {
      factors[gram.languages()[i]] = weight + gram.values()[i];
    }
    for (int i = 0; i < factors.length; i++) {
      probabilities[i] *= factors[i];
    }
  }

  /** Makes the sum 1 and says which is the greatest. */
  private static double normalize(double[] probabilities) {
    double sum = 0;
    for (double probability : probabilities) {
      sum += probability;
    }
    double greatest = 0;
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] /= sum;
      greatest = Math.max(greatest, probabilities[i]);
    }
    return greatest;
  }
}
