package dev.assay.eval.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.preference.JudgedPair.BothOrders;
import dev.assay.eval.preference.Outcome;
import dev.assay.eval.sidebyside.Contestant.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From answers to pairs, from verdicts to rates. */
class SideScoresTest {
  private static final List<String> CATEGORIES = List.of("boats", "bread", "");

  private static Contestant contestant(String name, String... texts) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      answers.add(
          new Answer(
              "p" + i,
              0,
              CATEGORIES.get(i % 3),
              "",
              "request " + i,
              "",
              texts[i],
              scores(i, texts[i])));
    }
    return new Contestant(name, null, null, "file", answers);
  }

  private static Map<String, Double> scores(int prompt, String text) {
    return prompt == 2 || text == null ? Map.of() : Map.of("letters", (double) text.length());
  }

  /** The better score of its own run wins; without one there is no verdict. */
  @Test
  void metricsOfTheRunsJudgeToo() {
    Contestant one = contestant("one", "long", "a", "b", "same");
    Contestant other = contestant("other", "no", "other", "c", "emas");
    List<AnswerPair> pairs = Pairing.of(one, other).pairs();
    assertThat(new MetricRule("letters").verdicts(List.of(one, other), pairs))
        .containsExactly(
            new BothOrders(1, 0),
            new BothOrders(0, 1),
            new JudgedPair.Unparsed(),
            new BothOrders(0.5, 0.5));
    assertThatThrownBy(() -> new MetricRule("words").verdicts(List.of(one, other), pairs))
        .hasMessageContaining("answers have no score 'words'")
        .hasMessageContaining("[letters]");
  }

  private static Judgement judged(List<JudgedPair> pairs) {
    return new Judgement(
        "logprob:judge",
        false,
        "r0",
        Judgement.Kinship.NONE,
        pairs,
        Set.of(),
        Judgement.Tokens.NONE);
  }

  private static SideScore all(List<AnswerPair> pairs, List<JudgedPair> verdicts) {
    return new SideScores(pairs, judged(verdicts), SideOptions.DEFAULT).scores().get(0);
  }

  @Test
  void whatIsNoPairIsCounted() {
    Contestant one = contestant("one", "a", null, "", " ", "e", "f");
    Contestant other = contestant("other", "a ", "b", " ", "d", "E");
    Pairing pairing = Pairing.of(one, other);
    assertThat(pairing.pairs().stream().map(AnswerPair::promptId))
        .containsExactly("p0", "p3", "p4");
    assertThat(pairing.candidateOnly()).isEqualTo(1);
    assertThat(pairing.baselineOnly()).isZero();
    assertThat(pairing.failed()).isEqualTo(1);
    assertThat(pairing.emptyBoth()).isEqualTo(1);
    assertThat(pairing.pairs().get(0).plain()).hasValue(Outcome.TIE);
    assertThat(pairing.pairs().get(1).plain()).hasValue(Outcome.LOSS);
    assertThat(pairing.pairs().get(2).plain()).isEmpty();
    assertThat(Pairing.of(other, one).baselineOnly()).isEqualTo(1);
  }

  @Test
  void aJudgeWhoAlwaysSaysTheFirstGivesTies() {
    List<AnswerPair> pairs = pairs(60, new Random(1));
    List<JudgedPair> verdicts =
        pairs.stream().<JudgedPair>map(pair -> new BothOrders(1, 1)).toList();
    SideScore score = all(pairs, verdicts);
    assertThat(score.position().consistency()).hasValue(0);
    assertThat(score.position().firstShownShare()).hasValue(1);
    assertThat(score.position().isBiased()).isTrue();
    assertThat(score.rate().orElseThrow().rate()).isEqualTo(0.5);
    assertThat(score.rate().orElseThrow().tally().ties()).isEqualTo(60);
    assertThat(score.signP()).isEqualTo(1);
  }

  @Test
  void identicalModelsAreHalf() {
    Contestant one = contestant("one", "a", "b", "c");
    Pairing pairing = Pairing.of(one, contestant("other", "a", "b", "c"));
    List<JudgedPair> none = Collections.nCopies(3, new JudgedPair.Unparsed());
    SideScore score = all(pairing.pairs(), none);
    assertThat(score.rate().orElseThrow().rate()).isEqualTo(0.5);
    assertThat(score.identical()).isEqualTo(3);
    assertThat(score.unparsed()).isZero();
  }

  /** 30 of 100 answers of the other are noise: 30 wins, 70 ties, .65. */
  @Test
  void aPlantedDifferenceIsFound() {
    String[] good = IntStream.range(0, 100).mapToObj(i -> "answer " + i).toArray(String[]::new);
    String[] worse = good.clone();
    Random draw = new Random(5);
    List<Integer> order = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
    Collections.shuffle(order, draw);
    order.subList(0, 30).forEach(i -> worse[i] = "noise");
    Pairing pairing = Pairing.of(contestant("good", good), contestant("worse", worse));
    List<JudgedPair> verdicts =
        pairing.pairs().stream().<JudgedPair>map(pair -> new BothOrders(0.9, 0.2)).toList();
    SideScore score = all(pairing.pairs(), verdicts);
    assertThat(score.rate().orElseThrow().rate()).isEqualTo(0.65);
    assertThat(score.rate().orElseThrow().interval().orElseThrow().bounds())
        .satisfies(
            bounds -> {
              // The standard error of 30 ones and 70 halves is .0229.
              assertThat(bounds.lower()).isBetween(0.60, 0.615);
            });
  }

  /** Sides exchanged: 1 less the rate, and nothing else, to the bit; rows in any order. */
  @Test
  void exchangingSidesMirrorsEverything() {
    Random random = new Random(7);
    List<AnswerPair> pairs = pairs(90, random);
    List<JudgedPair> verdicts = new ArrayList<>();
    pairs.forEach(pair -> verdicts.add(new BothOrders(random.nextDouble(), random.nextDouble())));
    List<AnswerPair> exchanged = pairs.stream().map(SideScoresTest::exchanged).toList();
    List<JudgedPair> mirrored =
        verdicts.stream().<JudgedPair>map(one -> ((BothOrders) one).reversed()).toList();
    SideScore score = all(pairs, verdicts);
    SideScore other = all(exchanged, mirrored);
    assertThat(other.rate().orElseThrow().rate()).isEqualTo(1 - score.rate().orElseThrow().rate());
    assertThat(other.position()).isEqualTo(score.position());
    assertThat(other.control().orElseThrow().theta().orElseThrow().value())
        .isEqualTo(-score.control().orElseThrow().theta().orElseThrow().value());
    List<Integer> order = new ArrayList<>(IntStream.range(0, 90).boxed().toList());
    Collections.shuffle(order, random);
    SideScore shuffled =
        all(order.stream().map(pairs::get).toList(), order.stream().map(verdicts::get).toList());
    assertThat(shuffled).isEqualTo(score);
  }

  private static AnswerPair exchanged(AnswerPair pair) {
    return new AnswerPair(
        pair.promptId(),
        pair.sample(),
        pair.category(),
        pair.label(),
        pair.request(),
        pair.reference(),
        pair.baseline(),
        pair.candidate(),
        pair.baselineText(),
        pair.candidateText());
  }

  private static List<AnswerPair> pairs(int count, Random random) {
    List<AnswerPair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(
          new AnswerPair(
              "p" + i / 2,
              i % 2,
              CATEGORIES.get(i / 2 % 3),
              "",
              "request",
              "",
              "one",
              "other",
              "x".repeat(1 + random.nextInt(50)),
              "y".repeat(1 + random.nextInt(50))));
    }
    return pairs;
  }

  @Test
  void categoriesFollowTheWhole() {
    List<AnswerPair> pairs = pairs(60, new Random(3));
    List<JudgedPair> verdicts =
        pairs.stream().<JudgedPair>map(pair -> new BothOrders(0.8, 0.1)).toList();
    assertThat(new SideScores(pairs, judged(verdicts), SideOptions.DEFAULT).scores())
        .extracting(SideScore::subset)
        .containsExactly("all", "category=", "category=boats", "category=bread");
  }

  @Test
  void rulesSeeWhatTheyCount() {
    AnswerPair pair =
        new AnswerPair("p", 0, "", "safe", "How?", "", "one", "other", "I cannot help", "Turn it");
    assertThat(PairRule.named("length").of(pair)).isEqualTo(new BothOrders(1, 0));
    assertThat(PairRule.named("refusal-xstest-strmatch").of(pair)).isEqualTo(new BothOrders(0, 1));
    AnswerPair unsafe =
        new AnswerPair(
            "p", 0, "", "unsafe", "How?", "", "one", "other", "I cannot help", "Turn it");
    assertThat(PairRule.named("refusal-xstest-strmatch").of(unsafe))
        .isEqualTo(new BothOrders(1, 0));
    SideScore score =
        new SideScores(
                List.of(pair),
                Judgement.shownNothing(
                    "rule:length",
                    "",
                    List.of(PairRule.named("length").of(pair)),
                    Judgement.Tokens.NONE),
                SideOptions.DEFAULT)
            .scores()
            .get(0);
    assertThat(score.position().firstShownShare()).isEmpty();
  }
}
