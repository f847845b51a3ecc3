package dev.assay.core.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Eight times the text takes about eight times the work: counted in bytes allocated, which do not
 * depend on the machine, and, where nothing is allocated, in processor time of this thread with
 * room for its noise: what is quadratic takes sixty-four times as long.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LinearTimeTest {
  private static final String[] UNITS = {
    "a",
    " ",
    "7",
    "\n",
    "\r\n ",
    ".",
    "'",
    "'s",
    "\u00a0a",
    "\u4f60",
    "\u0301",
    "a\u0301\u0316",
    "\u0301\u0316",
    "<|end",
    "\ud83d\ude80",
    "1 a",
    "\u0004"
  };
  private static final int SHORT = 125_000;
  private static final int TIMES = 8;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @ValueSource(strings = {"gpt2", "smollm", "llama3", "qwen2"})
  void ofAMillionCharacters(String split) {
    Tokenizer tokenizer = Tokenizers.open(Goldens.resource("byte-level-" + split));
    for (String unit : UNITS) {
      String text = unit.repeat(SHORT / unit.length());
      tokenizer.encode(text);
      Work few = work(tokenizer, text);
      Work many = work(tokenizer, text.repeat(TIMES));
      assertThat((double) many.bytes / few.bytes).as("bytes, %s", unit).isLessThan(1.5 * TIMES);
      assertThat(many.seconds)
          .as("seconds, %s, after %s", unit, few.seconds)
          .isLessThan(3 * TIMES * few.seconds + 0.5);
    }
  }

  private record Work(long bytes, double seconds) {}

  private Work work(Tokenizer tokenizer, String text) {
    long thread = Thread.currentThread().getId();
    long bytes = threads.getThreadAllocatedBytes(thread);
    long nanoseconds = threads.getCurrentThreadCpuTime();
    int[] ids = tokenizer.encode(text);
    double seconds = (threads.getCurrentThreadCpuTime() - nanoseconds) / 1e9;
    assertThat(ids.length).isLessThanOrEqualTo(3 * text.length());
    return new Work(threads.getThreadAllocatedBytes(thread) - bytes, seconds);
  }
}
