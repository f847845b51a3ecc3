package dev.assay.core.engine;

import dev.assay.core.error.AssayException;
import dev.assay.core.forest.Forest;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.kernel.Rows;
import dev.assay.core.model.VocabularyScorer;
import dev.assay.core.parallel.ThreadTeam;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The generations that run side by side: in every forward pass each is one leaf after its state,
 * whatever prompts are read in the same pass. Who ends leaves at once. Where their states outgrow
 * the budget, those that began last are put back; the eldest never, so that all come to an end.
 */
final class RunningSequences {
  private final VocabularyScorer vocabulary;
  private final Kernels kernels;
  private final ThreadTeam team;
  private final int vocabularySize;
  private final Counters counters;
  private final StateBudget budget;
  private final Consumer<RunningSequence> putBack;
  private final Rows[] weights;
  private final List<RunningSequence> started = new ArrayList<>();
  private final List<RunningSequence> running = new ArrayList<>();
  private List<PendingRequest> expected = List.of();
  private long starts;
  private int riding;
  private final List<float[]> logits = new ArrayList<>();

  /**
   * @param putBack takes a sequence without its state, to have it read and started again
   */
  RunningSequences(
      VocabularyScorer vocabulary,
      Kernels kernels,
      ThreadTeam team,
      int vocabularySize,
      Counters counters,
      StateBudget budget,
      Consumer<RunningSequence> putBack) {
    this.vocabulary = vocabulary;
    this.kernels = kernels;
    this.team = team;
    this.vocabularySize = vocabularySize;
    this.counters = counters;
    this.budget = budget;
    this.putBack = putBack;
    this.weights = new Rows[team.size()];
  }

  int size() {
    return started.size() + running.size();
  }

  /** Their states. */
  List<State> states() {
    return present().stream().map(RunningSequence::state).toList();
  }

  /** Whether prompts with so many bytes of states after them may be let in. */
  boolean leaveRoomFor(long bytes) {
    return budget.letsIn(present(), bytes);
  }

  /** Keeps room for the states after prompts that are being read. */
  void expect(List<PendingRequest> prompts) {
    expected = prompts.stream().filter(PendingRequest::isPrompt).toList();
  }

  /**
   * Takes a sequence whose text was read; its next token comes with the next pass.
   *
   * @param computedTokens of its text
   */
  void start(RunningSequence sequence, long computedTokens) {
    sequence.start(++starts, computedTokens);
    started.add(sequence);
  }

  /**
   * Chooses the next tokens of those that started, and puts every sequence's last token into a
   * forest that is still empty, as far as the budget has room for the states after them.
   *
   * @return how many nodes that are
   */
  int addTo(Forest.Builder forest) {
    begin();
    makeRoom();
    for (RunningSequence sequence : running.subList(0, riding)) {
      forest.addRoot(sequence.lastToken(), sequence.state());
    }
    return riding;
  }

  /**
   * Chooses the next tokens.
   *
   * @param rows of the pass, the first ones those that {@link #addTo} added
   * @param states their states, the first ones of these
   */
  void take(Rows rows, List<State> states) {
    List<RunningSequence> rode = running.subList(0, riding);
    for (int i = 0; i < riding; i++) {
      rode.get(i).readTo(states.get(i));
    }
    choose(rode, rows);
    running.removeIf(RunningSequence::isDone);
  }

  void failAll(Throwable thrown) {
    started.forEach(sequence -> sequence.fail(thrown));
    running.forEach(sequence -> sequence.fail(thrown));
    started.clear();
    running.clear();
  }

  /** Those that run and those that start, in no order. */
  private List<RunningSequence> present() {
    List<RunningSequence> present = new ArrayList<>(running);
    present.addAll(started);
    return present;
  }

  /**
   * Decides who reads a token in the next pass: all, while there is room. While prompts are read
   * for others, who finds none waits for them; else it is put back.
   */
  private void makeRoom() {
    for (RunningSequence sequence : running) {
      AssayException problem = budget.problem(sequence.state().position() + 1);
      if (problem != null) {
        sequence.fail(problem);
      }
    }
    running.removeIf(RunningSequence::isDone);
    long promised =
        expected.stream()
            .filter(prompt -> !prompt.isDone())
            .mapToLong(PendingRequest::stateBytes)
            .sum();
    riding = running.size();
    while (riding > 0 && !budget.holds(running, riding, promised)) {
      riding--;
      if (promised == 0) {
        RunningSequence youngest = running.remove(riding);
        youngest.putBack();
        counters.countPreempted();
        putBack.accept(youngest);
      }
    }
  }

  private void begin() {
    started.removeIf(RunningSequence::isDone);
    if (started.isEmpty()) {
      return;
    }
    int width = started.get(0).state().output().length;
    Rows rows = Rows.allocate(started.size(), width);
    for (int row = 0; row < started.size(); row++) {
      float[] output = started.get(row).state().output();
      System.arraycopy(output, 0, rows.data(), rows.start(row), width);
    }
    choose(started, rows);
    running.addAll(started);
    running.sort(Comparator.comparingLong(RunningSequence::number));
    started.clear();
  }

  private void choose(List<RunningSequence> sequences, Rows rows) {
    if (sequences.isEmpty()) {
      return;
    }
    int count = sequences.size();
    float[][] all = new float[count][];
    for (int i = 0, used = 0; i < count; i++) {
      if (sequences.get(i).wantsAllLogits()) {
        all[i] = buffer(used++);
      }
    }
    VocabularyScorer.RowScore[] scores = vocabulary.score(rows, new int[count][0], all);
    counters.countGenerated(count);
    Choice[] choices = new Choice[count];
    team.forEach(
        count,
        (worker, i) -> {
          if (scores[i].mostProbable() >= 0) {
            choices[i] =
                Choice.of(sequences.get(i), scores[i], all[i], kernels, weights(worker, all[i]));
          }
        });
    for (int i = 0; i < count; i++) {
      if (choices[i] == null) {
        sequences.get(i).failNotFinite(scores[i]);
      } else {
        take(sequences.get(i), choices[i]);
      }
    }
  }

  /** A stop rule that throws ends its own sequence alone. */
  private static void take(RunningSequence sequence, Choice choice) {
    try {
      sequence.chosen(choice.token(), choice.report());
    } catch (RuntimeException thrown) {
      sequence.fail(thrown);
    }
  }

  private float[] buffer(int index) {
    if (index == logits.size()) {
      logits.add(new float[vocabularySize]);
    }
    return logits.get(index);
  }

  /** A worker's own row, made when it first draws. */
  private Rows weights(int worker, float[] logits) {
    if (logits != null && weights[worker] == null) {
      weights[worker] = new Rows(new float[vocabularySize], 0, vocabularySize, vocabularySize);
    }
    return weights[worker];
  }
}
