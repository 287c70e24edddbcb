package org.almoner.export;

/** How far an export is. */
public enum ExportState {
    /** Asked for. */
    WAITING,
    /** A node is at it, or was when it died; then another one goes on. */
    MAKING,
    /** The file is there and stays as it is. */
    DONE,
    /** There is no file and there will be none; the number stays. */
    FAILED
}
