package dev.assay.spark.internal.functions;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.generation.ChatVariables;
import dev.assay.core.generation.Message;
import dev.assay.core.generation.PromptEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** What a prompt can be in a row. */
public enum PromptKind {
  /** A string. */
  TEXT(DataTypes.StringType) {
    @Override
    int[] encode(InternalRow row, int field, PromptEncoder encoder, ChatVariables variables) {
      UTF8String text = row.isNullAt(field) ? null : row.getUTF8String(field);
      return encoder.text(Texts.checked(text, "prompt"));
    }
  },
  /** A list of token ids, taken as they are. */
  IDS(DataTypes.createArrayType(DataTypes.LongType)) {
    @Override
    int[] encode(InternalRow row, int field, PromptEncoder encoder, ChatVariables variables) {
      ArrayData given = list(row, field, "token ids");
      int[] ids = new int[given.numElements()];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = given.isNullAt(i) ? -1 : (int) given.getLong(i);
        if (given.isNullAt(i) || ids[i] != given.getLong(i)) {
          throw AssayException.request(
              "unknown_token",
              "token id "
                  + i
                  + " of the prompt is "
                  + (given.isNullAt(i) ? "null" : given.getLong(i)),
              "no token of the vocabulary has that id",
              "correct it, or leave it out");
        }
      }
      return encoder.ids(ids);
    }
  },
  /** A list of messages, each with {@code role} and {@code content}. */
  MESSAGES(
      DataTypes.createArrayType(
          new StructType()
              .add("role", DataTypes.StringType)
              .add("content", DataTypes.StringType))) {
    @Override
    int[] encode(InternalRow row, int field, PromptEncoder encoder, ChatVariables variables) {
      ArrayData list = list(row, field, "messages");
      List<Message> messages = new ArrayList<>();
      for (int i = 0; i < list.numElements(); i++) {
        if (list.isNullAt(i)) {
          throw AssayException.request(
              "invalid_messages",
              "message " + (i + 1) + " is null",
              "it has neither role nor content",
              "leave it out");
        }
        InternalRow message = list.getStruct(i, 2);
        String role = Texts.checked(text(message, 0), "role");
        String content = Texts.checked(text(message, 1), "content");
        messages.add(new Message(Message.Role.named(role.toLowerCase(Locale.ROOT)), content));
      }
      return encoder.messages(messages, variables);
    }
  };

  private final DataType type;

  PromptKind(DataType type) {
    this.type = type;
  }

  /** The type a column is read as. */
  public DataType type() {
    return type;
  }

  /**
   * Token ids of a row's prompt.
   *
   * @param variables of the chat template, where the prompt is a conversation
   * @throws AssayException of kind REQUEST where it cannot be read
   */
  abstract int[] encode(InternalRow row, int field, PromptEncoder encoder, ChatVariables variables);

  /**
   * The kind of a column's type.
   *
   * @throws AssayException of kind USAGE for a type that holds no prompt
   */
  public static PromptKind of(DataType type) {
    if (type instanceof StringType) {
      return TEXT;
    }
    if (type instanceof ArrayType array) {
      DataType element = array.elementType();
      if (element instanceof IntegerType || element instanceof LongType) {
        return IDS;
      }
      if (element instanceof StructType message && isMessage(message)) {
        return MESSAGES;
      }
    }
    throw new AssayException(
        ErrorKind.USAGE,
        "a prompt cannot be of the type " + type.simpleString(),
        "prompts are strings, lists of token ids, or lists of messages with role and content",
        "cast the column, or give another");
  }

  private static boolean isMessage(StructType message) {
    return Stream.of("role", "content")
        .allMatch(
            name ->
                Arrays.stream(message.fields())
                    .anyMatch(
                        field ->
                            field.name().equals(name) && field.dataType() instanceof StringType));
  }

  private static UTF8String text(InternalRow row, int field) {
    return row.isNullAt(field) ? null : row.getUTF8String(field);
  }

  private static ArrayData list(InternalRow row, int field, String what) {
    if (row.isNullAt(field)) {
      throw AssayException.request(
          "null_prompt",
          "the prompt is null",
          "the column of " + what + " has no value in this row",
          "fill it, or leave the row out");
    }
    return row.getArray(field);
  }
}
