Attribute VB_Name = "QaButtons"
' What the buttons on the Home sheet and on the QA tab do. Each hands its work to the Python package qa_workbook;
' nothing is computed here. RunPython is xlwings' own. In its commands only single quotes may stand, because it puts
' the command between double quotes.
Option Explicit

Public Sub RefreshDashboard()
    RunPython "import qa_workbook.addin; qa_workbook.addin.refresh_dashboard()"
End Sub

Public Sub CheckData()
    RunPython "import qa_workbook.addin; qa_workbook.addin.check_data()"
End Sub

Public Sub PublishLeadersWorkbook()
    RunPython "import qa_workbook.addin; qa_workbook.addin.publish_leaders_workbook()"
End Sub

Public Sub SetUpTracker()
    RunPython "import qa_workbook.addin; qa_workbook.addin.set_up_tracker()"
End Sub

Public Sub IssueReturns()
    RunPython "import qa_workbook.addin; qa_workbook.addin.issue_returns()"
End Sub

Public Sub CollectReturns()
    RunPython "import qa_workbook.addin; qa_workbook.addin.collect_returns()"
End Sub
