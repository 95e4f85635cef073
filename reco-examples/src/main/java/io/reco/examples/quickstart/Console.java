package io.reco.examples.quickstart;

import io.reco.eval.report.HtmlReport;
import io.reco.eval.report.ReportTable;
import io.reco.eval.report.TextTable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the user reads while the quickstart runs; most of it goes into the report as well. */
final class Console {
    private final PrintWriter out;
    private final Map<String, Duration> stages = new LinkedHashMap<>();
    private long stageStart = System.nanoTime();
    private String stage = "";

    Console(PrintWriter out) {
        this.out = out;
    }

    /** Begins a stage: a heading, and its time in the run summary. */
    void stage(String name) {
        endStage();
        stage = name;
        stageStart = System.nanoTime();
        out.println();
        out.println("== " + name);
    }

    /** Ends the stage. */
    void endStage() {
        if (!stage.isEmpty()) {
            stages.put(stage, Duration.ofNanos(System.nanoTime() - stageStart));
        }
        stage = "";
    }

    /** How long the stages took, in order. */
    Map<String, Duration> stages() {
        return stages;
    }

    /** Prints a line. */
    void line(String text) {
        out.println(text);
    }

    /** Prints a line and adds it to the report. */
    void line(String text, HtmlReport.Section section) {
        out.println(text);
        section.paragraph(text);
    }

    /** Prints a warning and adds it to the report. */
    void warn(String text, HtmlReport.Section section) {
        out.println("! " + text);
        section.callout(text);
    }

    /** Prints a table. */
    void table(ReportTable table) {
        out.println();
        out.print(TextTable.render(table));
    }

    /** Prints a table and adds it to the report. */
    void table(ReportTable table, HtmlReport.Section section) {
        table(table);
        section.table(table);
    }
}
