package io.reco.rerank.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of surface files, for editors and for checks in other languages. It knows everything but
 * what must hold between values and what names stand for; {@link SurfaceReader} checks that as well.
 */
public final class SurfaceSchema {
    /** Name of the resource beside this class that holds the schema, for tools that take it from the jar. */
    public static final String RESOURCE = "surface.schema.json";

    private SurfaceSchema() {}

    /** The schema, generated from the types of keys and rules. */
    public static String json() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Surface of reco-rerank");
        schema.putAll(SurfaceFile.FILE.schema());
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (SpecFamily<?> family : List.of(
                RuleTypes.RULES, FusionTypes.FUSIONS, GroupTypes.GROUPS, GroupTypes.BANDS, GroupTypes.ASPECTS)) {
            definitions.put(family.noun(), family.definition());
        }
        schema.put("$defs", definitions);
        return JsonWriter.document(schema);
    }
}
