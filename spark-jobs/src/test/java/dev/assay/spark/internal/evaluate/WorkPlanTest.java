package dev.assay.spark.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.eval.encoding.EncodedChoice;
import dev.assay.eval.encoding.EncodedItem;
import dev.assay.eval.prompt.MultipleChoiceItem;
import dev.assay.eval.prompt.PromptPieces;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.spark.internal.evaluate.PreparedTask.PreparedItem;
import dev.assay.spark.internal.evaluate.WorkPlan.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** However the work is cut: every request once, whole, and neighbours together. */
class WorkPlanTest {
  private static final List<SelectedTask> TASKS =
      TaskCatalog.standard().select(List.of("piqa", "hellaswag"), OptionalInt.empty());

  @Test
  void everyRequestIsAskedOnceAndWhole() {
    Random random = new Random(3);
    for (int round = 0; round < 60; round++) {
      List<PreparedTask> tasks = tasks(random);
      List<Chunk> chunks = WorkPlan.of(tasks, 1 + random.nextInt(4000)).chunks();
      List<String> asked = new ArrayList<>();
      for (Chunk chunk : chunks) {
        for (RequestSlice slice : chunk.slices(1 + random.nextInt(9))) {
          slice.groups().forEach(group -> asked.addAll(asked(group)));
        }
      }
      assertThat(asked).doesNotHaveDuplicates();
      assertThat(new TreeSet<>(asked)).isEqualTo(wanted(tasks));
    }
  }

  @Test
  void chunksDoNotDependOnSlicesAndSlicesAreBalanced() {
    List<PreparedTask> tasks = tasks(new Random(4));
    Chunk chunk = WorkPlan.of(tasks, Integer.MAX_VALUE).chunks().get(0);
    assertThat(chunk.slices(1)).hasSize(1);
    long longest = chunk.work().stream().mapToLong(WorkPlan.Work::tokens).max().orElseThrow();
    List<RequestSlice> slices = chunk.slices(4);
    assertThat(slices).hasSizeLessThanOrEqualTo(4);
    for (RequestSlice slice : slices) {
      assertThat(tokens(slice)).isLessThanOrEqualTo(chunk.tokens() / slices.size() + longest);
    }
  }

  @Test
  void sharedBeginningIsSentOnce() {
    int[] shots = new Random(5).ints(200, 3, 900).toArray();
    List<PreparedItem> items = new ArrayList<>();
    for (int docId = 0; docId < 30; docId++) {
      int[] context = Arrays.copyOf(shots, 204);
      context[200] = 1000 + docId;
      items.add(item(docId, context));
    }
    PreparedTask task = new PreparedTask(TASKS.get(0), items, 30, List.of());
    RequestSlice slice = WorkPlan.of(List.of(task), 1 << 20).chunks().get(0).slices(1).get(0);
    assertThat(slice.groups()).hasSize(1);
    assertThat(slice.groups().get(0).prefix()).isEqualTo(shots);
    assertThat(slice.groups().get(0).requests())
        .allSatisfy(request -> assertThat(request.suffix()).hasSize(4));
  }

  private static List<PreparedTask> tasks(Random random) {
    List<PreparedTask> tasks = new ArrayList<>();
    for (SelectedTask task : TASKS) {
      List<PreparedItem> items = new ArrayList<>();
      int[] beginning = random.ints(random.nextInt(120), 3, 20).toArray();
      for (int docId = 0; docId < 1 + random.nextInt(80); docId++) {
        int[] own = random.ints(1 + random.nextInt(40), 3, 6).toArray();
        int[] context = Arrays.copyOf(beginning, beginning.length + own.length);
        System.arraycopy(own, 0, context, beginning.length, own.length);
        items.add(item(docId, context));
      }
      tasks.add(new PreparedTask(task, items, items.size(), List.of()));
    }
    return tasks;
  }

  private static PreparedItem item(int docId, int[] context) {
    List<EncodedChoice> choices =
        List.of(
            new EncodedChoice(context, new int[] {7, docId}, 1, 1),
            new EncodedChoice(context, new int[] {8}, 1, 1));
    MultipleChoiceItem question =
        new MultipleChoiceItem(
            "any",
            docId,
            new PromptPieces("", List.of(), "q"),
            List.of(" a", " b"),
            List.of("a", "b"),
            0,
            JsonNodeFactory.instance.objectNode());
    return new PreparedItem(question, new EncodedItem(choices, 0, 0, null, null));
  }

  private static TreeSet<String> wanted(List<PreparedTask> tasks) {
    TreeSet<String> wanted = new TreeSet<>();
    for (PreparedTask task : tasks) {
      for (PreparedItem item : task.items()) {
        EncodedChoice first = item.encoded().choices().get(0);
        wanted.add(text(task.name(), item.item().docId(), first.context()));
      }
    }
    return wanted;
  }

  private static List<String> asked(RequestSlice.Group group) {
    List<String> asked = new ArrayList<>();
    for (RequestSlice.Request request : group.requests()) {
      assertThat(request.choices()).containsExactly(0, 1);
      assertThat(request.continuations()[0]).containsExactly(7, request.docId());
      int[] prefix = group.prefix();
      int[] context = Arrays.copyOf(prefix, prefix.length + request.suffix().length);
      System.arraycopy(request.suffix(), 0, context, prefix.length, request.suffix().length);
      asked.add(text(group.task(), request.docId(), context));
    }
    return asked;
  }

  private static String text(String task, int docId, int[] context) {
    return task + " " + docId + " " + Arrays.toString(context);
  }

  private static long tokens(RequestSlice slice) {
    return slice.groups().stream()
        .flatMap(group -> group.requests().stream())
        .mapToLong(request -> request.suffix().length + 3)
        .sum();
  }
}
