-- CreateTable
CREATE TABLE "reports" (
    "scan_no" INTEGER NOT NULL,
    "locale" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "instance" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "pages" INTEGER,
    "bytes" INTEGER,
    "asked_at" TEXT NOT NULL,
    "finished_at" TEXT,
    "message" TEXT,

    PRIMARY KEY ("scan_no", "locale"),
    CONSTRAINT "reports_scan_no_fkey" FOREIGN KEY ("scan_no") REFERENCES "scans" ("no") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "report_pieces" (
    "scan_no" INTEGER NOT NULL,
    "locale" TEXT NOT NULL,
    "piece" INTEGER NOT NULL,
    "data" BLOB NOT NULL,

    PRIMARY KEY ("scan_no", "locale", "piece"),
    CONSTRAINT "report_pieces_scan_no_locale_fkey" FOREIGN KEY ("scan_no", "locale") REFERENCES "reports" ("scan_no", "locale") ON DELETE CASCADE ON UPDATE CASCADE
);
