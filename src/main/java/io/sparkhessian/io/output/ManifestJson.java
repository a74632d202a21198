package io.sparkhessian.io.output;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.sparkhessian.Failure;
import java.io.IOException;
import java.util.stream.Collectors;

/** Conversion of manifests to and from JSON; parsing is strict. */
public final class ManifestJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.USE_LONG_FOR_INTS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private ManifestJson() {}

  /** The content of manifest.json. */
  public static byte[] write(Manifest manifest) {
    try {
      return MAPPER.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Parses the content of manifest.json.
   *
   * @param name of the file, for messages
   * @throws Failure of kind input if it is not a complete manifest of this format version
   */
  public static Manifest read(String name, byte[] json) {
    try (JsonParser parser = MAPPER.createParser(json)) {
      JsonNode tree = MAPPER.readTree(parser);
      if (tree == null || !tree.isObject() || !tree.path("formatVersion").isIntegralNumber()) {
        throw damaged(name, "it has no formatVersion", null);
      }
      if (tree.get("formatVersion").asLong() != Manifest.FORMAT_VERSION) {
        throw Failure.input(
            "%s: has format version %d, this program reads %d; use spark-hessian %s, which wrote it"
                .formatted(
                    name,
                    tree.get("formatVersion").asLong(),
                    Manifest.FORMAT_VERSION,
                    tree.path("applicationVersion").asText("of its version")));
      }
      return MAPPER.readValue(withTasks(tree, json), Manifest.class);
    } catch (UnrecognizedPropertyException e) {
      throw damaged(name, "the field '" + path(e) + "' is unknown", e);
    } catch (ValueInstantiationException e) {
      boolean checked = e.getCause() instanceof IllegalArgumentException;
      throw damaged(name, checked ? e.getCause().getMessage() : "a value is missing", e);
    } catch (JsonMappingException e) {
      if (e.getPath().isEmpty()) {
        throw damaged(place(name, e), "text follows its end", e);
      }
      throw damaged(name, "the field '" + path(e) + "' is missing or of the wrong type", e);
    } catch (JsonProcessingException e) {
      throw damaged(place(name, e), "it is not valid JSON", e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds the times of tasks, which earlier versions of the program did not record. */
  private static byte[] withTasks(JsonNode tree, byte[] json) throws IOException {
    if (tree.path("times") instanceof ObjectNode times && !times.has("tasks")) {
      times.putObject("tasks");
      return MAPPER.writeValueAsBytes(tree);
    }
    return json;
  }

  private static String place(String name, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? name : name + ":" + at.getLineNr() + ":" + at.getColumnNr();
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "")
        .replaceAll("\\p{Cntrl}", "?");
  }

  private static Failure damaged(String name, String complaint, Exception cause) {
    return Failure.input(
        name + ": is not a valid manifest: " + complaint + "; run the job again with --overwrite",
        cause);
  }
}
