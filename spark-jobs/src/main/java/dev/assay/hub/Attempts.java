package dev.assay.hub;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;

/** Tries again what a network or a busy server broke off, for as long as that gets anywhere. */
final class Attempts {
  private static final int MOST_IN_VAIN = 5;
  private static final int LONGEST_SECONDS = 60;

  /** How time passes between two attempts. */
  interface Pause {
    Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

    void of(Duration duration) throws InterruptedException;
  }

  /** Something that may break off. */
  interface Attempt {
    /**
     * @return whether it is done
     * @throws Refusal where the server answered, and not with what was asked for
     * @throws IOException where it broke off
     */
    boolean run() throws IOException;

    /** What grows while an attempt gets somewhere. */
    long progress() throws IOException;
  }

  /** A status that is not success. */
  static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int retryAfterSeconds;

    Refusal(HubAnswer answer) {
      super("the answer is HTTP status " + answer.status());
      this.status = answer.status();
      this.retryAfterSeconds = answer.retryAfterSeconds();
    }

    int status() {
      return status;
    }

    private boolean passes() {
      return status == 408 || status == 429 || status >= 500;
    }
  }

  private final Pause pause;

  Attempts(Pause pause) {
    this.pause = pause;
  }

  /**
   * Until it is done.
   *
   * @throws IOException of the last attempt
   */
  void of(Attempt attempt) throws IOException {
    int inVain = 0;
    while (true) {
      long before = attempt.progress();
      int wait;
      try {
        if (attempt.run()) {
          return;
        }
        wait = 0;
      } catch (UnknownHostException e) {
        throw e;
      } catch (Refusal e) {
        if (!e.passes() || inVain == MOST_IN_VAIN) {
          throw e;
        }
        wait = e.retryAfterSeconds;
      } catch (IOException e) {
        if (inVain == MOST_IN_VAIN) {
          throw e;
        }
        wait = 0;
      }
      inVain = attempt.progress() > before ? 0 : inVain + 1;
      if (inVain > MOST_IN_VAIN) {
        throw new IOException("the connection ended " + inVain + " times without a byte");
      }
      sleep(Math.min(LONGEST_SECONDS, Math.max(wait, 1 << inVain)));
    }
  }

  private void sleep(int seconds) throws IOException {
    try {
      pause.of(Duration.ofSeconds(seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
