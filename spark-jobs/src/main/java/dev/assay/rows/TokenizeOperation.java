package dev.assay.rows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.rows.TokenizeRows.Direction;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Takes each row's text or ids through a tokenizer, at once. */
final class TokenizeOperation implements RowOperation {
  private static final String TEXT = "text";
  private static final String IDS = "ids";

  private final Tokenizer tokenizer;
  private final Direction direction;
  private long tokens;

  TokenizeOperation(Tokenizer tokenizer, Direction direction) {
    this.tokenizer = tokenizer;
    this.direction = direction;
  }

  @Override
  public Set<String> answerFields() {
    return Set.of(direction == Direction.DECODE ? TEXT : IDS);
  }

  @Override
  public OptionalLong tokens() {
    return OptionalLong.of(tokens);
  }

  @Override
  public PendingAnswer start(RowFields row) {
    ObjectNode answer = RowJson.object();
    if (direction == Direction.DECODE) {
      int[] ids = row.ids(IDS);
      answer.put(TEXT, tokenizer.decode(ids));
      tokens += ids.length;
    } else {
      encode(row.text(TEXT), answer.putArray(IDS));
      tokens += answer.get(IDS).size();
    }
    return () -> answer;
  }

  private void encode(String text, ArrayNode answer) {
    int[] ids = tokenizer.encode(text);
    OptionalInt begin = tokenizer.beginOfSequence();
    if (direction == Direction.ENCODE_WITH_BEGIN
        && (ids.length == 0 || ids[0] != begin.getAsInt())) {
      answer.add(begin.getAsInt());
    }
    for (int id : ids) {
      answer.add(id);
    }
  }
}
