package io.reco.eval.report;

import java.util.List;
import java.util.Map;

/** One piece of a report section. */
sealed interface Block {
    record Paragraph(String text) implements Block {}

    record Heading(String text) implements Block {}

    record Callout(String text) implements Block {}

    record Bullets(List<String> items) implements Block {}

    record KeyValues(Map<String, String> entries) implements Block {}

    record Figures(List<Figure> figures) implements Block {}

    /** A headline number. */
    record Figure(String value, String label) {}

    record Table(ReportTable table) implements Block {}

    record Plot(Chart chart, String caption) implements Block {}

    /** Blocks that open on a click. */
    record Details(String summary, List<Block> blocks) implements Block {}
}
