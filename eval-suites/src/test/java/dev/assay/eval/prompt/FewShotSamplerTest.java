package dev.assay.eval.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.catalog.FewShotDefinition;
import dev.assay.eval.catalog.FewShotDefinition.Sampler;
import dev.assay.eval.function.DocumentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FewShotSamplerTest {
  private static final FewShotSampling PER_DOCUMENT =
      new FewShotSampling(FewShotSampling.Mode.PER_DOCUMENT, 1234);

  private static List<Row> documents(int count, int distinct) {
    List<Row> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ObjectNode fields = JsonNodeFactory.instance.objectNode().put("n", i % distinct);
      documents.add(new Row(i, fields, null));
    }
    return documents;
  }

  private static FewShotDefinition definition(Sampler sampler, boolean excludes) {
    return new FewShotDefinition(sampler, "pool", List.of(), null, excludes, null);
  }

  private static FewShotSampler sampler(
      Sampler sampler, boolean excludes, FewShotSampling sampling, int shots, int pool) {
    return new FewShotSampler(
        definition(sampler, excludes), sampling, shots, documents(pool, pool));
  }

  /** Python: r = random.Random(1234); r.sample(range(7473), 5), once per document. */
  @Test
  void oneGeneratorAdvancesOncePerDocument() {
    FewShotSampler sampler = sampler(Sampler.DEFAULT, false, FewShotSampling.harness(), 5, 7473);
    List<Row> questions = documents(2, 2);
    assertThat(numbers(sampler.draw(questions.get(0)))).containsExactly(6374, 3610, 957, 61, 742);
    assertThat(numbers(sampler.draw(questions.get(1))))
        .containsExactly(7462, 6610, 4769, 286, 5501);
    assertThat(sampler.needed()).isEqualTo(5);
  }

  @Test
  void aDrawThatMayHoldTheQuestionIsOneLongerAndLosesItOrItsLast() {
    FewShotSampler sampler = sampler(Sampler.DEFAULT, true, FewShotSampling.harness(), 4, 7473);
    assertThat(sampler.needed()).isEqualTo(5);
    List<Row> pool = documents(7473, 7473);
    assertThat(numbers(sampler.draw(pool.get(957)))).containsExactly(6374, 3610, 61, 742);
    assertThat(numbers(sampler.draw(pool.get(957)))).containsExactly(7462, 6610, 4769, 286);
  }

  @Test
  void theQuestionIsNeverAmongItsShots() {
    List<Row> pool = documents(12, 5);
    FewShotDefinition definition = definition(Sampler.DEFAULT, true);
    for (FewShotSampling sampling : List.of(FewShotSampling.harness(), PER_DOCUMENT)) {
      FewShotSampler sampler = new FewShotSampler(definition, sampling, 6, pool);
      for (Row question : pool) {
        List<Row> drawn = sampler.draw(question);
        assertThat(drawn).hasSize(6).doesNotHaveDuplicates();
        assertThat(drawn).noneMatch(shot -> shot.fields().equals(question.fields()));
      }
    }
  }

  @Test
  void shotsOfADocumentDependOnNoOtherWhereTheyAreDrawnPerDocument() {
    List<Row> questions = documents(50, 50);
    Map<Integer, List<Integer>> forwards = new HashMap<>();
    FewShotSampler sampler = sampler(Sampler.DEFAULT, true, PER_DOCUMENT, 3, 200);
    for (Row question : questions) {
      forwards.put(question.number(), numbers(sampler.draw(question)));
    }
    FewShotSampler other = sampler(Sampler.DEFAULT, true, PER_DOCUMENT, 3, 200);
    for (int i = questions.size() - 1; i >= 0; i -= 7) {
      assertThat(numbers(other.draw(questions.get(i)))).isEqualTo(forwards.get(i));
    }
    assertThat(forwards.values()).doesNotHaveDuplicates();
  }

  @Test
  void aSeedChangesTheDraws() {
    Row question = documents(1, 1).get(0);
    for (FewShotSampling.Mode mode : FewShotSampling.Mode.values()) {
      List<Integer> one =
          numbers(
              sampler(Sampler.DEFAULT, false, new FewShotSampling(mode, 1), 5, 99).draw(question));
      List<Integer> two =
          numbers(
              sampler(Sampler.DEFAULT, false, new FewShotSampling(mode, 2), 5, 99).draw(question));
      assertThat(one).isNotEqualTo(two);
    }
  }

  @Test
  void theFirstAreTheSameForEveryQuestionButItself() {
    List<Row> pool = documents(9, 9);
    FewShotSampler plain = sampler(Sampler.FIRST_N, false, FewShotSampling.harness(), 3, 9);
    FewShotSampler excluding = sampler(Sampler.FIRST_N, true, FewShotSampling.harness(), 3, 9);
    assertThat(numbers(plain.draw(pool.get(1)))).containsExactly(0, 1, 2);
    assertThat(numbers(excluding.draw(pool.get(1)))).containsExactly(0, 2, 3);
    assertThat(numbers(excluding.draw(pool.get(8)))).containsExactly(0, 1, 2);
  }

  @Test
  void noShotsNeedNoPool() {
    FewShotSampler sampler = sampler(Sampler.DEFAULT, true, FewShotSampling.harness(), 0, 0);
    assertThat(sampler.needed()).isZero();
    assertThat(sampler.draw(documents(1, 1).get(0))).isEmpty();
  }

  @Test
  void copiesOfTheQuestionAloneAreTooFew() {
    List<Row> pool = documents(6, 2);
    FewShotDefinition random = definition(Sampler.DEFAULT, true);
    FewShotDefinition first = definition(Sampler.FIRST_N, true);
    for (FewShotDefinition definition : List.of(random, first)) {
      FewShotSampler sampler = new FewShotSampler(definition, FewShotSampling.harness(), 4, pool);
      assertThatThrownBy(() -> sampler.draw(pool.get(0)))
          .isInstanceOfSatisfying(
              DocumentException.class, e -> assertThat(e.code()).isEqualTo("too_few_shots"))
          .hasMessage("3 of 6 documents of the pool differ from the question, for 4 shots");
    }
  }

  private static List<Integer> numbers(List<Row> documents) {
    return documents.stream().map(Row::number).toList();
  }
}
