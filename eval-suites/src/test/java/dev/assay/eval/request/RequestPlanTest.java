package dev.assay.eval.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.generation.GenerationOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** However the work is cut: every request once, whole, and neighbours together. */
class RequestPlanTest {
  @Test
  void everyRequestIsAskedOnceAndWhole() {
    Random random = new Random(3);
    for (int round = 0; round < 60; round++) {
      List<List<TokenRequest>> tasks = tasks(random);
      List<String> asked = new ArrayList<>();
      for (RequestChunk chunk : RequestPlan.chunks(tasks, 1 + random.nextInt(4000))) {
        for (RequestSlice slice : chunk.slices(1 + random.nextInt(9))) {
          slice.groups().forEach(group -> asked.addAll(asked(group)));
        }
      }
      TreeSet<String> wanted = new TreeSet<>();
      tasks.forEach(task -> task.forEach(one -> wanted.add(text(one, one.context()))));
      assertThat(asked).doesNotHaveDuplicates();
      assertThat(new TreeSet<>(asked)).isEqualTo(wanted);
    }
  }

  @Test
  void chunksDoNotDependOnSlicesAndSlicesAreBalanced() {
    List<List<TokenRequest>> tasks = tasks(new Random(4));
    RequestChunk chunk = RequestPlan.chunks(tasks, Integer.MAX_VALUE).get(0);
    assertThat(chunk.slices(1)).hasSize(1);
    long longest =
        chunk.requests().stream().mapToLong(RequestChunk.Planned::tokens).max().orElseThrow();
    List<RequestSlice> slices = chunk.slices(4);
    assertThat(slices).hasSizeLessThanOrEqualTo(4);
    for (RequestSlice slice : slices) {
      assertThat(tokens(slice)).isLessThanOrEqualTo(chunk.tokens() / slices.size() + longest);
    }
  }

  @Test
  void chunksAreTheSameWheneverTheyAreCut() {
    List<RequestChunk> once = RequestPlan.chunks(tasks(new Random(6)), 500);
    List<RequestChunk> again = RequestPlan.chunks(tasks(new Random(6)), 500);
    assertThat(once).hasSizeGreaterThan(3);
    assertThat(ids(again)).isEqualTo(ids(once));
  }

  private static List<List<String>> ids(List<RequestChunk> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.requests().stream().map(one -> one.request().id()).toList())
        .toList();
  }

  @Test
  void aSharedBeginningIsSentOnce() {
    int[] shots = new Random(5).ints(200, 3, 900).toArray();
    List<TokenRequest> requests = new ArrayList<>();
    for (int docId = 0; docId < 30; docId++) {
      int[] context = Arrays.copyOf(shots, 204);
      context[200] = 1000 + docId;
      requests.add(choices("piqa", 11 * docId, context));
    }
    RequestSlice slice = RequestPlan.chunks(List.of(requests), 1 << 20).get(0).slices(1).get(0);
    assertThat(slice.groups()).hasSize(1);
    assertThat(slice.groups().get(0).prefix()).isEqualTo(shots);
    assertThat(slice.groups().get(0).requests())
        .allSatisfy(request -> assertThat(request.context()).hasSize(4));
  }

  /** Two tasks: one that chooses, one that generates. */
  private static List<List<TokenRequest>> tasks(Random random) {
    List<List<TokenRequest>> tasks = new ArrayList<>();
    for (String task : List.of("piqa", "gsm8k")) {
      List<TokenRequest> requests = new ArrayList<>();
      int[] beginning = random.ints(random.nextInt(120), 3, 20).toArray();
      int items = 1 + random.nextInt(80);
      for (int docId = 0; docId < items; docId++) {
        int[] own = random.ints(1 + random.nextInt(40), 3, 6).toArray();
        int[] context = Arrays.copyOf(beginning, beginning.length + own.length);
        System.arraycopy(own, 0, context, beginning.length, own.length);
        requests.add(
            task.equals("piqa") ? choices(task, docId, context) : generation(docId, context));
      }
      tasks.add(requests);
    }
    return tasks;
  }

  private static TokenRequest choices(String task, int docId, int[] context) {
    List<EncodedChoice> choices =
        List.of(
            new EncodedChoice(0, false, new int[] {7, docId}, 1, 1),
            new EncodedChoice(1, false, new int[] {8}, 1, 1));
    return new TokenRequest(
        task, docId, 0, docId % 11 == 3, context, new ChoicesQuestion(choices, false));
  }

  private static TokenRequest generation(int docId, int[] context) {
    return new TokenRequest(
        "gsm8k",
        docId,
        0,
        false,
        context,
        new CompletionQuestion(GenerationOptions.DEFAULT.withMaxNewTokens(16), 0, 1));
  }

  private static List<String> asked(RequestSlice.Group group) {
    List<String> asked = new ArrayList<>();
    for (TokenRequest request : group.requests()) {
      int[] prefix = group.prefix();
      int[] context = Arrays.copyOf(prefix, prefix.length + request.context().length);
      System.arraycopy(request.context(), 0, context, prefix.length, request.context().length);
      asked.add(text(request, context));
    }
    return asked;
  }

  private static String text(TokenRequest request, int[] context) {
    String question = "generates";
    if (request.question() instanceof ChoicesQuestion choices) {
      assertThat(choices.choices().get(0).continuation()).containsExactly(7, request.docId());
      question = "chooses";
    }
    return request.id() + " " + question + " " + Arrays.toString(context);
  }

  private static long tokens(RequestSlice slice) {
    return slice.groups().stream()
        .flatMap(group -> group.requests().stream())
        .mapToLong(request -> request.tokens(0))
        .sum();
  }
}
