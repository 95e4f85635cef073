package io.reco.eval.report;

/** Whether plots are drawn dark on light or light on dark. */
public enum Theme {
    /** For light pages and paper. */
    LIGHT,
    /** For dark pages. */
    DARK
}
