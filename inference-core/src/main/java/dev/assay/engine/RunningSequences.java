package dev.assay.engine;

import dev.assay.forest.Forest;
import dev.assay.forest.State;
import dev.assay.kernel.Kernels;
import dev.assay.kernel.Rows;
import dev.assay.model.VocabularyScorer;
import dev.assay.parallel.ThreadTeam;
import java.util.ArrayList;
import java.util.List;

/**
 * The generations that run side by side: in every forward pass each is one leaf behind its state,
 * whatever prompts are read in the same pass. Who ends leaves at once.
 */
final class RunningSequences {
  private final VocabularyScorer vocabulary;
  private final Kernels kernels;
  private final ThreadTeam team;
  private final int vocabularySize;
  private final Counters counters;
  private final Rows[] weights;
  private final List<RunningSequence> started = new ArrayList<>();
  private final List<RunningSequence> running = new ArrayList<>();
  private final List<float[]> logits = new ArrayList<>();

  RunningSequences(
      VocabularyScorer vocabulary,
      Kernels kernels,
      ThreadTeam team,
      int vocabularySize,
      Counters counters) {
    this.vocabulary = vocabulary;
    this.kernels = kernels;
    this.team = team;
    this.vocabularySize = vocabularySize;
    this.counters = counters;
    this.weights = new Rows[team.size()];
  }

  int size() {
    return started.size() + running.size();
  }

  /** Takes a sequence whose prompt was read; its first token comes with the next pass. */
  void start(RunningSequence sequence) {
    started.add(sequence);
  }

  /**
   * Chooses the first tokens of those that started, and puts every sequence's last token into a
   * forest that is still empty.
   *
   * @return how many nodes that are
   */
  int addTo(Forest.Builder forest) {
    begin();
    running.removeIf(RunningSequence::isDone);
    for (RunningSequence sequence : running) {
      forest.addRoot(sequence.lastToken(), sequence.state());
    }
    return running.size();
  }

  /**
   * Chooses the next tokens.
   *
   * @param rows of the pass, the first ones those that {@link #addTo} added
   * @param states their states, the first ones of these
   */
  void take(Rows rows, List<State> states) {
    for (int i = 0; i < running.size(); i++) {
      running.get(i).readTo(states.get(i));
    }
    choose(running, rows);
    running.removeIf(RunningSequence::isDone);
  }

  void failAll(Throwable thrown) {
    started.forEach(sequence -> sequence.fail(thrown));
    running.forEach(sequence -> sequence.fail(thrown));
    started.clear();
    running.clear();
  }

  private void begin() {
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
