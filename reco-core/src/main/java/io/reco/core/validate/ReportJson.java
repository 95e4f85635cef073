package io.reco.core.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reco.core.io.ReadReport;
import io.reco.core.io.SourceReport;

/** A report as JSON: the records by their component names, times as epoch milliseconds. */
final class ReportJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ReportJson() {}

    static String of(ValidationReport report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("dataset", report.dataset());
        root.set("counts", MAPPER.valueToTree(report.counts()));
        report.reading().ifPresent(reading -> root.set("reading", reading(reading)));
        root.set("duplicates", MAPPER.valueToTree(report.duplicates()));
        report.time().ifPresent(time -> root.set("time", MAPPER.valueToTree(time)));
        root.set("references", MAPPER.valueToTree(report.references()));
        root.set("distributions", MAPPER.valueToTree(report.distributions()));
        root.set("cold", MAPPER.valueToTree(report.cold()));
        root.set("findings", MAPPER.valueToTree(report.findings()));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    private static ObjectNode reading(ReadReport reading) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("format", reading.format());
        node.put("records", reading.records());
        node.put("accepted", reading.accepted());
        node.put("rejected", reading.rejected());
        node.put("skippedLines", reading.skippedLines());
        ArrayNode sources = node.putArray("sources");
        for (SourceReport source : reading.sources()) {
            ObjectNode one = sources.addObject();
            one.put("source", source.source());
            one.put("records", source.records());
            one.put("accepted", source.accepted());
            one.put("skippedLines", source.skippedLines());
            ObjectNode reasons = one.putObject("rejected");
            source.rejected().forEach((reason, n) -> reasons.put(reason.code(), n));
        }
        node.set("notes", MAPPER.valueToTree(reading.notes()));
        node.set("examples", MAPPER.valueToTree(reading.examples()));
        return node;
    }
}
