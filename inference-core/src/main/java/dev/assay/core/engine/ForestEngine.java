package dev.assay.core.engine;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.forest.Forest;
import dev.assay.core.forest.State;
import dev.assay.core.kernel.Kernels;
import dev.assay.core.model.ForwardPass;
import dev.assay.core.model.Model;
import dev.assay.core.model.StateSize;
import dev.assay.core.model.VocabularyScorer;
import dev.assay.core.parallel.ThreadTeam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The engine: one scheduler thread, worker 0 of the team, takes whatever waits, lets equal
 * beginnings meet in a trie below the longest cached states, and computes it forest by forest.
 */
public final class ForestEngine implements Engine {
  private final EngineSettings settings;
  private final RequestCheck check;
  private final RequestQueue queue;
  private final PrefixCache cache;
  private final ThreadTeam team;
  private final ForwardPass forward;
  private final VocabularyScorer vocabulary;
  private final RunningSequences running;
  private final StateBudget budget;
  private final int mostPositions;
  private final Thread scheduler;
  private final Counters counters = new Counters();

  public ForestEngine(Model model, Kernels kernels, EngineSettings settings) {
    this.settings = settings;
    this.check = new RequestCheck(model.configuration());
    this.queue = new RequestQueue(settings.queueTokens());
    this.cache = new PrefixCache(settings.prefixCacheBytes());
    this.team = ThreadTeam.of(settings.threads());
    this.forward = new ForwardPass(model, kernels, team);
    this.vocabulary = new VocabularyScorer(model, kernels, team);
    this.mostPositions = model.configuration().maximumPositions();
    this.budget = new StateBudget(new StateSize(model.configuration()), settings.stateBytes());
    this.running =
        new RunningSequences(
            vocabulary,
            kernels,
            team,
            model.configuration().vocabularySize(),
            counters,
            budget,
            sequence -> queue.putBack(textOf(sequence)));
    this.scheduler = new Thread(this::schedule, "assay-engine");
    scheduler.setDaemon(true);
    scheduler.start();
  }

  @Override
  public CompletableFuture<ScoreResult> score(ScoreRequest request) {
    AssayException problem = check.problem(request);
    if (problem != null) {
      return CompletableFuture.failedFuture(problem);
    }
    PendingRequest pending = new PendingRequest(request);
    if (request.continuations().isEmpty() && !request.endState()) {
      pending.completeIfScored();
    } else {
      // What runs when an answer is given runs on the scheduler's thread, and may ask again.
      queue.put(pending, Thread.currentThread() != scheduler);
    }
    return pending.answer();
  }

  @Override
  public CompletableFuture<GenerationResult> generate(GenerationRequest request) {
    AssayException problem = check.problem(request);
    problem = problem == null ? budget.problem(request.prompt().length) : problem;
    if (problem != null) {
      return CompletableFuture.failedFuture(problem);
    }
    RunningSequence sequence = new RunningSequence(request, mostPositions);
    queue.put(textOf(sequence), Thread.currentThread() != scheduler);
    return sequence.answer();
  }

  /** The text that has to be read before a sequence begins, or goes on. */
  private PendingRequest textOf(RunningSequence sequence) {
    ScoreRequest text = sequence.text();
    PendingRequest pending =
        new PendingRequest(text, sequence, budget.bytes(text.context().length));
    pending
        .answer()
        .whenComplete(
            (read, thrown) -> {
              if (thrown != null) {
                sequence.fail(thrown);
              } else {
                running.start(sequence, read.computedTokens());
              }
            });
    return pending;
  }

  /** The states of running generations; for the scheduler's thread. */
  List<State> runningStates() {
    return running.states();
  }

  @Override
  public EngineStatistics statistics() {
    return counters.snapshot();
  }

  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (scheduler.isAlive() && Thread.currentThread() != scheduler) {
      try {
        scheduler.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void schedule() {
    try (team) {
      while (!queue.isClosed()) {
        int prompts = settings.runningSequences() - running.size();
        List<PendingRequest> round =
            queue.take(prompts, running::leaveRoomFor, running.size() == 0);
        if (!round.isEmpty()) {
          compute(round);
        } else if (!queue.isClosed()) {
          step();
        }
      }
      queue.take(0, bytes -> false, false);
      running.failAll(RequestQueue.closedEngine());
    }
  }

  /** A token further with every generation, where nothing else waits. */
  private void step() {
    try {
      Forest.Builder forest = new Forest.Builder();
      int[] nodes = IntStream.range(0, running.addTo(forest)).toArray();
      if (nodes.length > 0) {
        counters.countBatch(nodes.length);
        ForwardPass.Output output = forward.run(forest.build(), nodes, nodes);
        running.take(output.rows(), output.states());
      }
    } catch (RuntimeException | Error thrown) {
      running.failAll(explained(thrown));
    }
  }

  /** Whatever goes wrong here is no single request's fault: it fails the round, not the engine. */
  private void compute(List<PendingRequest> requests) {
    try {
      running.expect(requests);
      compute(new Admission(requests));
      if (queue.isClosed()) {
        requests.forEach(
            request -> request.answer().completeExceptionally(RequestQueue.closedEngine()));
      }
    } catch (RuntimeException | Error thrown) {
      Throwable failure = explained(thrown);
      requests.forEach(request -> request.answer().completeExceptionally(failure));
      running.failAll(failure);
    } finally {
      running.expect(List.of());
      cache.endRound();
    }
  }

  /** Whoever waits in a Spark task would end its whole executor by passing this error on. */
  private static Throwable explained(Throwable thrown) {
    return thrown instanceof OutOfMemoryError
        ? new AssayException(
            ErrorKind.MODEL,
            "the Java heap is full (" + thrown.getMessage() + ")",
            "weights, states and activations took all of its "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB",
            "give more: ASSAY_HEAP, -Xmx or spark.executor.memory; or lower"
                + " spark.assay.runningSequences, spark.assay.batchTokens or spark.assay.stateBytes",
            thrown)
        : thrown;
  }

  private void compute(Admission admission) {
    RequestTrie trie = admission.trie;
    boolean[] kept = new boolean[trie.size()];
    admission.keeps.keySet().forEach(node -> kept[node] = true);
    admission.ends.keySet().forEach(node -> kept[node] = true);
    Round round = new Round(trie, forward, vocabulary, counters, running, kept, admission::take);
    round.scoreRoots();
    for (int from = 0; from < trie.nodes() && !admission.abandoned() && !queue.isClosed(); ) {
      int to = Math.min(trie.nodes(), from + settings.batchTokens());
      round.run(from, to);
      from = to;
    }
  }

  /** Puts a round's requests into a trie. */
  private final class Admission {
    private final List<PendingRequest> requests;
    private final RequestTrie trie = new RequestTrie();
    private final Map<Integer, int[]> keeps = new HashMap<>();
    private final Map<Integer, List<PendingRequest>> ends = new HashMap<>();

    Admission(List<PendingRequest> waiting) {
      this.requests = waiting.stream().filter(request -> !request.isDone()).toList();
      requests.forEach(this::admit);
    }

    boolean abandoned() {
      return requests.stream().allMatch(PendingRequest::isDone);
    }

    /** Hands a node's state to the cache and to the requests that asked for it. */
    void take(int node, State state) {
      int[] context = keeps.get(node);
      if (context != null) {
        cache.put(context, state.position(), state);
      }
      ends.getOrDefault(node, List.of()).forEach(request -> request.ended(state));
    }

    private void admit(PendingRequest pending) {
      ScoreRequest request = pending.request();
      int[] context = request.context();
      boolean startsText = request.start() == null;
      State state = startsText ? cache.longest(context) : request.start();
      int read = startsText && state != null ? state.position() : 0;
      int keep = 0;
      if (!pending.isReadAgain()) {
        counters.countRequest(read, pending.waitedNanos());
        int shared = Math.min(request.sharedPrefix(), context.length);
        keep = startsText ? cache.ask(context, shared) : 0;
      }
      int before = trie.nodes();
      int node = trie.root(state);
      for (int i = read; i < context.length; i++) {
        node = trie.child(node, context[i]);
        if (i + 1 == keep) {
          keeps.put(node, context);
        }
      }
      int last = node;
      for (int c = 0; c < request.continuations().size(); c++) {
        int[] continuation = request.continuations().get(c);
        int at = node;
        for (int i = 0; i < continuation.length; i++) {
          at = i == 0 ? node : trie.child(at, continuation[i - 1]);
          trie.addTarget(at, pending, c, i, continuation[i]);
        }
        last = at;
      }
      pending.countComputed(trie.nodes() - before);
      if (request.endState()) {
        awaitEnd(pending, last);
      }
    }

    private void awaitEnd(PendingRequest pending, int node) {
      if (trie.isRoot(node)) {
        pending.ended(trie.rootState(node));
      } else {
        ends.computeIfAbsent(node, n -> new ArrayList<>()).add(pending);
      }
    }
  }
}
